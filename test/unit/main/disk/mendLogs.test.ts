import leveldown from 'leveldown';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readLog, writeLog } from '../../../../main/disk/levelDbLog.ts';
import { keptSentence, mendLogs } from '../../../../main/disk/mendLogs.ts';

const blockBytes = 32_768;
const done = (act: (told: (error: Error | undefined) => void) => void) =>
  new Promise<void>((resolve, reject) => {
    act((error) => (error ? reject(error) : resolve()));
  });

/** A record as LevelDB's writes have it: its first number, how many it takes, and what they are. */
function batch(sequence: number, count: number, bytes = 30): Buffer {
  const record = Buffer.alloc(12 + bytes, 7);
  record.writeBigUInt64LE(BigInt(sequence), 0);
  record.writeUInt32LE(count, 8);
  return record;
}

let parent: string;
/** A log as LevelDB writes it, and where each of its records ends. */
let log: Buffer;
let ends: number[];
const endOfLog = (file: Buffer) => readLog(file).end;
/** For comparing: a test framework takes a second over the bytes of a megabyte. */
const told = (records: readonly Buffer[]) =>
  records.map((record) => createHash('sha256').update(record).digest('hex'));

beforeAll(async () => {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-torn-'));
  const folder = path.join(parent, 'written');
  const store = leveldown(folder);
  await done((told) => store.open({ writeBufferSize: 64 * 1024 * 1024 }, told));
  const file = async () => {
    const name = (await fs.readdir(folder)).find((one) => one.endsWith('.log'))!;
    return fs.readFile(path.join(folder, name));
  };
  ends = [];
  // Short ones, one that ends just before a block does, one over three blocks, and short ones again.
  for (const length of [3, 700, 32_000, 1, 70_000, 5, 400]) {
    await done((told) => store.put(`k${String(ends.length)}`, 'x'.repeat(length), told));
    ends.push((await file()).length);
  }
  log = await file();
  await done((told) => store.close(told));
});
afterAll(() => fs.rm(parent, { recursive: true }));

describe('the end of a log', () => {
  test('whole as LevelDB left it, after each of its records', () => {
    expect(endOfLog(Buffer.alloc(0))).toEqual({ kind: 'whole' });
    for (const end of ends) expect(endOfLog(log.subarray(0, end))).toEqual({ kind: 'whole' });
  });

  test('torn where the last record was cut off, at whichever byte', () => {
    for (const [index, end] of ends.entries()) {
      const before = ends[index - 1] ?? 0;
      const step = Math.max(1, Math.floor((end - before) / 300));
      for (let cut = before + 1; cut < end; cut += step) {
        const found = endOfLog(log.subarray(0, cut));
        // What is left of a block before a record is padding, and belongs to the one before it.
        const padding = found.kind === 'whole' && blockBytes - (before % blockBytes) < 7;
        if (!padding) expect(found, `cut at ${String(cut)}`).toEqual({ kind: 'torn', at: before });
      }
    }
  });

  test('torn where a power cut left zeros, spoilt where the last record isn’t what was written', () => {
    const at = ends.at(-1)!;
    expect(endOfLog(Buffer.concat([log, Buffer.alloc(100_000)]))).toEqual({ kind: 'torn', at });
    const spoilt = Buffer.from(log);
    spoilt[spoilt.length - 3]! ^= 1;
    expect(endOfLog(spoilt)).toEqual({ kind: 'spoilt', at: ends.at(-2) });
  });

  test('damaged where whole records come behind what can’t be read', () => {
    for (const [index, end] of ends.slice(0, -1).entries()) {
      const spoilt = Buffer.from(log);
      spoilt[end - 1]! ^= 1;
      expect(endOfLog(spoilt)).toEqual({ kind: 'damaged', at: ends[index - 1] ?? 0 });
    }
    // A record is lost between the torn one and the next, as its number tells.
    const torn = log.subarray(0, ends[1]! + 9);
    const hole = Buffer.concat([torn, writeLog([batch(4, 1)], torn.length)]);
    expect(endOfLog(hole)).toEqual({ kind: 'damaged', at: ends[1] });
  });

  test('written on where the numbers behind torn ones follow, how often so ever', () => {
    const life = (before: Buffer, ...batches: Buffer[]) =>
      Buffer.concat([before, writeLog(batches, before.length)]);
    const torn = log.subarray(0, ends[1]! + 9);
    const second = life(torn, batch(3, 2), batch(5, 1));
    expect(endOfLog(second)).toEqual({ kind: 'writtenOn', at: ends[1] });
    const third = life(second.subarray(0, second.length - 5), batch(5, 4, 70_000), batch(9, 1));
    expect(endOfLog(third)).toEqual({ kind: 'writtenOn', at: ends[1] });
    // Torn at its end besides, and spoilt there.
    expect(endOfLog(third.subarray(0, third.length - 2)).kind).toBe('writtenOn');
    const spoilt = Buffer.from(third);
    spoilt[spoilt.length - 3]! ^= 1;
    expect(endOfLog(spoilt).kind).toBe('damaged');
    // Without anything before it, nobody can tell.
    const first = log.subarray(0, 9);
    expect(endOfLog(life(first, batch(1, 1)))).toEqual({ kind: 'damaged', at: 0 });
  });

  test('is written from its records byte by byte as LevelDB wrote it', () => {
    for (const end of ends) {
      const part = log.subarray(0, end);
      // What LevelDB leaves free at a block's end it fills when it writes on.
      const { records } = readLog(part);
      expect(writeLog(records).equals(part)).toBe(true);
    }
    // One record for each room that can be left of a block, none among them.
    const lengths = Array.from({ length: 30 }, (_, index) => blockBytes - 7 - index);
    const records = lengths.map((length) => Buffer.alloc(length, length));
    const written = writeLog(records);
    const read = readLog(written);
    expect(read.end).toEqual({ kind: 'whole' });
    expect(told(read.records)).toEqual(told(records));
  });

  test('gives every record but the one that was spoilt, wherever that is', () => {
    const { records } = readLog(log);
    expect(records).toHaveLength(ends.length);
    for (let at = 3; at < log.length; at += 97) {
      const spoilt = Buffer.from(log);
      spoilt[at]! ^= 0x55;
      const found = readLog(spoilt);
      const hit = ends.findIndex((end) => at < end);
      const without = records.filter((_, index) => index !== hit);
      // A byte of padding belongs to no record.
      if (found.end.kind === 'whole') expect(told(found.records)).toEqual(told(records));
      else expect(told(found.records), `spoilt at ${String(at)}`).toEqual(told(without));
    }
  });

  test('gives every whole record where LevelDB wrote on behind a torn one, wherever it was torn', () => {
    const { records } = readLog(log);
    for (const [index, end] of ends.entries()) {
      const before = ends[index - 1] ?? 0;
      const step = Math.max(1, Math.floor((end - before) / 100));
      for (let cut = before + 1; cut < end; cut += step) {
        const torn = log.subarray(0, cut);
        // Where only padding was cut, the record itself is there.
        const isThere = endOfLog(torn).kind === 'whole';
        const behind = [batch(index + (isThere ? 2 : 1), 3), batch(index + 9, 1, 40_000)];
        const { end: how, records: found } = readLog(
          Buffer.concat([torn, writeLog(behind, torn.length)]),
        );
        const whole = [...records.slice(0, index), ...behind];
        expect(told(found), `cut at ${String(cut)}`).toEqual(told(whole));
        const expected = index === 0 ? 'damaged' : 'writtenOn';
        expect(how.kind).toBe(isThere ? 'whole' : expected);
      }
    }
  });
});

describe('a folder of Chromium', () => {
  let profile: string;
  let store: string;
  beforeEach(async () => {
    profile = await fs.mkdtemp(path.join(parent, 'profile-'));
    store = path.join(profile, 'Default/IndexedDB/http_127.0.0.1_7000.indexeddb.leveldb');
    await fs.mkdir(store, { recursive: true });
    await fs.writeFile(path.join(store, 'CURRENT'), 'MANIFEST-000001\n');
    await fs.writeFile(path.join(store, 'MANIFEST-000001'), log.subarray(0, ends[0]));
    await fs.writeFile(path.join(store, '000003.log'), log);
  });
  const size = async (name: string) => (await fs.stat(path.join(store, name))).size;

  test('that isn’t there yet, or has nothing torn, stays as it is', async () => {
    const nothing = { cut: [], rewritten: [], kept: [] };
    expect(await mendLogs(path.join(profile, 'none'))).toEqual(nothing);
    expect(await mendLogs(profile)).toEqual(nothing);
    expect(keptSentence(nothing)).toBeUndefined();
    expect(await size('000003.log')).toBe(log.length);
  });

  test('has the torn piece of its log and of its MANIFEST cut off, once', async () => {
    await fs.appendFile(path.join(store, '000003.log'), log.subarray(0, 9));
    await fs.appendFile(path.join(store, 'MANIFEST-000001'), log.subarray(0, 4));
    const { cut, kept } = await mendLogs(profile);
    expect(cut.map((file) => path.basename(file)).sort()).toEqual([
      '000003.log',
      'MANIFEST-000001',
    ]);
    expect(kept).toEqual([]);
    expect(await size('000003.log')).toBe(log.length);
    expect(await size('MANIFEST-000001')).toBe(ends[0]);
    expect((await mendLogs(profile)).cut).toEqual([]);
  });

  test('whose log went on behind a torn piece has it taken out, and nothing else', async () => {
    const torn = log.subarray(0, log.length - 3);
    const behind = batch(ends.length, 2);
    const file = path.join(store, '000003.log');
    await fs.writeFile(file, Buffer.concat([torn, writeLog([behind], torn.length)]));
    expect(await mendLogs(profile)).toEqual({ cut: [], rewritten: [file], kept: [] });
    const { end, records } = readLog(await fs.readFile(file));
    expect(end).toEqual({ kind: 'whole' });
    const whole = readLog(log).records.slice(0, -1);
    expect(told(records)).toEqual(told([...whole, behind]));
    expect(await mendLogs(profile)).toEqual({ cut: [], rewritten: [], kept: [] });
  });

  test.each(['000003.log', 'MANIFEST-000001'])(
    'whose %s goes on behind damage is copied as it is, once, and the sentence says where to',
    async (name) => {
      const spoilt = Buffer.from(log);
      spoilt[ends[0]! - 1]! ^= 1;
      await fs.writeFile(path.join(store, name), spoilt);
      const mended = await mendLogs(profile);
      expect(mended).toMatchObject({ cut: [], rewritten: [] });
      expect(mended.kept).toHaveLength(1);
      for (const folder of [store, mended.kept[0]!]) {
        expect((await fs.readFile(path.join(folder, name))).equals(spoilt)).toBe(true);
      }
      expect(keptSentence(mended)).toContain(mended.kept[0]);
      expect(await mendLogs(profile)).toEqual(mended);
      expect(await fs.readdir(path.join(profile, 'damaged'))).toHaveLength(1);
    },
  );

  test('whose last record is spoilt is copied as it is, and goes on without that record', async () => {
    const spoilt = Buffer.from(log);
    spoilt[spoilt.length - 1]! ^= 1;
    await fs.writeFile(path.join(store, '000003.log'), spoilt);
    const { cut, kept } = await mendLogs(profile);
    expect(cut).toHaveLength(1);
    expect((await fs.readFile(path.join(kept[0]!, '000003.log'))).equals(spoilt)).toBe(true);
    expect(await size('000003.log')).toBe(ends.at(-2));
    expect(await mendLogs(profile)).toEqual({ cut: [], rewritten: [], kept: [] });
  });

  test.skipIf(process.platform === 'win32')(
    'that a running Chromium holds is left alone; one that a dead one held isn’t',
    async () => {
      const torn = path.join(store, '000003.log');
      await fs.appendFile(torn, log.subarray(0, 9));
      const lock = path.join(profile, 'SingletonLock');
      await fs.symlink(`ward-${String(process.ppid)}`, lock);
      const parentArguments = await fs.readFile(`/proc/${String(process.ppid)}/cmdline`, 'utf8');
      // Another program that has the number by now.
      expect(parentArguments).not.toContain(profile);
      expect((await mendLogs(profile)).cut).toEqual([torn]);

      await fs.appendFile(torn, log.subarray(0, 9));
      const { spawn } = await import('node:child_process');
      const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', profile]);
      await new Promise((resolve) => holder.once('spawn', resolve));
      await fs.rm(lock);
      await fs.symlink(`ward-${String(holder.pid)}`, lock);
      expect((await mendLogs(profile)).cut).toEqual([]);
      const ended = new Promise((resolve) => holder.once('exit', resolve));
      holder.kill('SIGKILL');
      await ended;
      expect((await mendLogs(profile)).cut).toEqual([torn]);
    },
  );
});
