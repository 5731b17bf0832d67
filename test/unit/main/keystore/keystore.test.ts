import { spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { delayAfter, secondsToWait } from '../../../../main/keystore/attempts.ts';
import { createKeystore, openKeystore } from '../../../../main/keystore/keystore.ts';
import { newDataKey } from '../../../../main/keystore/wrap.ts';
import type { Secrets } from '../../../../main/keystore/wrap.ts';

let folder: string;
let file: string;
const passphrase = 'Thử Nghiệm 2026';
const secrets: Secrets = {
  dataKey: newDataKey(),
  account: { username: 'workstation-1', password: 'invented' },
};

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-keystore-'));
  file = path.join(folder, 'keystore.json');
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

describe('keystore', () => {
  it('gives back the data key and the account for the passphrase, in either composition', async () => {
    await createKeystore(folder, secrets, passphrase.normalize('NFC'));
    const result = await openKeystore(folder).unlock(passphrase.normalize('NFD'));
    expect(result).toEqual({ kind: 'unlocked', ...secrets });
  });

  it('invariant 5: neither key nor account nor passphrase stands in the file', async () => {
    await createKeystore(folder, secrets, passphrase);
    const text = await fs.readFile(file, 'utf8');
    for (const secret of [secrets.dataKey, 'workstation-1', 'invented', passphrase]) {
      expect(text).not.toContain(secret);
    }
    if (process.platform !== 'win32') expect((await fs.stat(file)).mode & 0o077).toBe(0);
  });

  it('slows down after wrong passphrases, also after a restart, and refuses the right one meanwhile', async () => {
    await createKeystore(folder, secrets, passphrase);
    let nowMs = 1_000_000;
    const restart = () => openKeystore(folder, () => nowMs);
    const waits = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const result = await restart().unlock('wrong');
      waits.push(result.kind === 'wrongPassphrase' ? result.retryAfterSeconds : result.kind);
    }
    expect(waits).toEqual([0, 0, 5]);
    nowMs += 4_000;
    expect(await restart().unlock(passphrase)).toEqual({
      kind: 'wrongPassphrase',
      retryAfterSeconds: 1,
    });
    nowMs += 1_000;
    expect((await restart().unlock(passphrase)).kind).toBe('unlocked');
    expect(await restart().unlock('wrong')).toEqual({
      kind: 'wrongPassphrase',
      retryAfterSeconds: 0,
    });
  });

  it('counts guesses that are made side by side one by one', async () => {
    await createKeystore(folder, secrets, passphrase);
    const keystore = openKeystore(folder, () => 5_000_000);
    const results = await Promise.all(['a', 'b', 'c', 'd'].map((guess) => keystore.unlock(guess)));
    expect(results).toEqual(
      [0, 0, 5, 5].map((retryAfterSeconds) => ({ kind: 'wrongPassphrase', retryAfterSeconds })),
    );
  });

  it('says that a missing file is missing and makes none', async () => {
    expect(await openKeystore(folder).unlock(passphrase)).toEqual({
      kind: 'keystoreDamaged',
      detail: 'missing',
    });
    expect(await fs.readdir(folder)).toEqual([]);
  });

  it('invariant 1: a half-written or changed file is reported, left as it is, and not counted', async () => {
    await createKeystore(folder, secrets, passphrase);
    const whole = await fs.readFile(file, 'utf8');
    const broken = [
      '',
      whole.slice(0, whole.length / 2),
      whole.slice(0, -3),
      '\0'.repeat(whole.length),
      whole.replace(/"sealed": "(.)/, (_, first) => `"sealed": "${first === 'A' ? 'B' : 'A'}`),
      whole.replace('131072', '1024'),
      whole.replace('"version": 1', '"version": 2'),
    ];
    for (const text of broken) {
      expect(text).not.toBe(whole);
      await fs.writeFile(file, text);
      expect(await openKeystore(folder).unlock(passphrase)).toEqual({
        kind: 'keystoreDamaged',
        detail: 'damaged',
      });
      expect(await fs.readFile(file, 'utf8')).toBe(text);
    }
    expect(await fs.readdir(folder)).toEqual(['keystore.json']);
  });

  it('slows down when the counter is damaged', async () => {
    await createKeystore(folder, secrets, passphrase);
    await fs.writeFile(path.join(folder, 'unlock-attempts.json'), '{"failures":-4');
    expect(await openKeystore(folder).unlock(passphrase)).toEqual({
      kind: 'wrongPassphrase',
      retryAfterSeconds: 5,
    });
  });

  it('invariant 1: never writes a new key over an existing file, damaged ones included', async () => {
    await fs.writeFile(file, 'half a fi');
    await expect(createKeystore(folder, secrets, passphrase)).rejects.toMatchObject({
      code: 'EEXIST',
    });
    expect(await fs.readFile(file, 'utf8')).toBe('half a fi');
    expect(await fs.readdir(folder)).toEqual(['keystore.json']);
  });

  it('two processes that create at once leave one whole key file, made by one of them', async () => {
    const module = new URL('../../../../main/keystore/keystore.ts', import.meta.url).href;
    const create = (name: string) =>
      runNode(`
        const { createKeystore } = await import(${JSON.stringify(module)});
        const secrets = ${JSON.stringify({ ...secrets, account: { username: name, password: 'x' } })};
        try { await createKeystore(${JSON.stringify(folder)}, secrets, 'one'); console.log('made'); }
        catch (error) { console.log(error.code); }
      `);
    const said = await Promise.all([create('first'), create('second')]);
    expect([...said].sort()).toEqual(['EEXIST', 'made']);
    const maker = said[0] === 'made' ? 'first' : 'second';
    const result = await openKeystore(folder).unlock('one');
    expect(result.kind === 'unlocked' && result.account.username).toBe(maker);
    expect(await fs.readdir(folder)).toEqual(
      expect.arrayContaining(['keystore.json', 'unlock-attempts.json']),
    );
  });
});

describe('delay after failures', () => {
  it('doubles up to five minutes', () => {
    expect([0, 2, 3, 4, 5, 9, 200].map(delayAfter)).toEqual([
      0, 0, 5_000, 10_000, 20_000, 300_000, 300_000,
    ]);
  });

  it('neither vanishes nor grows when the clock is put back', () => {
    expect(secondsToWait({ failures: 3, lastFailureMs: 9_000_000 }, 1_000)).toBe(5);
  });
});

function runNode(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(output.trim()));
  });
}
