import leveldown from 'leveldown';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLogRecords } from '../../../support/levelDb/logFile.ts';
import { readTable } from '../../../support/levelDb/table.ts';
import { readWriteBatch } from '../../../support/levelDb/writeBatch.ts';

/** Short, long, longer than a block, compressible and not; keys share long beginnings. */
const written = new Map<string, string>();
for (let index = 0; index < 400; index += 1) {
  const length = [3, 700, 5000, 70_000][index % 4]! + index;
  const value = index % 3 === 0 ? 'a'.repeat(length) : randomText(index, length);
  written.set(`patient/chart/${String(index).padStart(5, '0')}`, value);
}

describe("LevelDB's own files, written by LevelDB", () => {
  let folder: string;
  let files: string[];

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-leveldb-'));
    const store = leveldown(folder);
    await call((done) => store.open({ writeBufferSize: 1024 * 1024 }, done));
    for (const [key, value] of written) await call((done) => store.put(key, value, done));
    await call((done) => store.close(done));
    files = (await fs.readdir(folder)).sort();
  });

  afterAll(() => fs.rm(folder, { recursive: true }));

  it('gives back every key and value, from tables and from the log alike', async () => {
    const read = new Map<string, string>();
    let compressedBlocks = 0;
    let logged = 0;
    for (const name of files) {
      const bytes = await fs.readFile(path.join(folder, name));
      if (name.endsWith('.ldb')) {
        const table = readTable(bytes);
        compressedBlocks += table.compressedBlocks;
        for (const { key, value } of table.entries) read.set(key.toString(), value!.toString());
      } else if (name.endsWith('.log')) {
        for (const record of readLogRecords(bytes)) {
          for (const { key, value } of readWriteBatch(record)) {
            logged += 1;
            read.set(key.toString(), value!.toString());
          }
        }
      }
    }
    expect(read).toEqual(written);
    expect(compressedBlocks).toBeGreaterThan(10);
    expect(logged).toBeGreaterThan(3);
  });

  it('refuses a table that is damaged, and gives what is left of a torn log', async () => {
    const table = files.find((name) => name.endsWith('.ldb'))!;
    const bytes = await fs.readFile(path.join(folder, table));
    expect(() => readTable(bytes.subarray(0, -1))).toThrow('not a table');

    const log = await fs.readFile(
      path.join(
        folder,
        files.find((name) => name.endsWith('.log'))!,
      ),
    );
    const whole = readLogRecords(log);
    const torn = readLogRecords(log.subarray(0, log.length - 100));
    expect(torn.length).toBe(whole.length);
    expect(torn.at(-1)!.length).toBe(whole.at(-1)!.length - 100);
  });
});

function call(act: (done: (error: Error | undefined) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}

/** Text that doesn't shrink, the same in every run. */
function randomText(seed: number, length: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (state % 90));
  }).join('');
}
