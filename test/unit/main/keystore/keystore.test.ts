import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeystore } from '../../../../main/keystore/createKeystore.ts';
import { openKeystore } from '../../../../main/keystore/keystore.ts';
import {
  doctor,
  newTemporaryKeystore,
  nurse,
  sharedPassword,
  signingOf,
  temporaryKeystore,
} from '../../../support/keystore.ts';
import type { TemporaryKeystore } from '../../../support/keystore.ts';

let made: TemporaryKeystore;
beforeEach(async () => {
  made = await temporaryKeystore();
});
afterEach(() => made.remove());

const entryOf = (person: string) => made.file(`keystore/person-${person}.json`);
const damaged = (detail: string) => ({ kind: 'keystoreDamaged', detail });
const unlocked = (person: string) => ({
  kind: 'unlocked',
  dataKey: made.dataKey,
  account: made.account,
  signing: signingOf(person),
});

/** Every file of the folder with its content. */
async function everything(): Promise<Map<string, string>> {
  const names = await fs.readdir(made.folder, { recursive: true });
  const files = new Map<string, string>();
  for (const name of names.sort()) {
    const file = path.join(made.folder, name);
    if ((await fs.stat(file)).isFile()) files.set(name, await fs.readFile(file, 'utf8'));
  }
  return files;
}

describe('a keystore', () => {
  it("opens the one data key and each person's own signing key, in either composition", async () => {
    const keystore = made.open();
    expect(await keystore.unlock(doctor, sharedPassword.normalize('NFD'))).toEqual(
      unlocked(doctor),
    );
    expect(await keystore.unlock(nurse, sharedPassword.normalize('NFC'))).toEqual(unlocked(nurse));
  });

  it('invariant 5: neither keys nor account nor password stand in any file, and nobody else reads them', async () => {
    const secrets = [made.dataKey, 'workstation-1', 'invented', sharedPassword];
    secrets.push(signingOf(doctor).privateKey, signingOf(nurse).privateKey);
    for (const [name, text] of await everything()) {
      for (const secret of secrets) expect(text).not.toContain(secret);
      if (process.platform === 'win32') continue;
      expect((await fs.stat(made.file(name))).mode & 0o077).toBe(0);
    }
  });

  it('says that a person without an entry has none, and makes none', async () => {
    const before = await everything();
    expect(await made.open().unlock('bs-moi', sharedPassword)).toEqual({ kind: 'noEntry' });
    expect(await everything()).toEqual(before);
  });

  it('says what is missing, or of an earlier version, and writes nothing', async () => {
    await fs.rm(made.file('keystore'), { recursive: true });
    const empty = await everything();
    expect(await made.open().unlock(doctor, sharedPassword)).toEqual(damaged('missing'));
    expect(await everything()).toEqual(empty);
    await fs.writeFile(made.file('keystore.json'), '{"format":"bedside-keystore","version":1}');
    expect(await made.open().unlock(doctor, sharedPassword)).toEqual(damaged('earlierVersion'));
  });

  it('invariant 1: a half-written or changed entry is reported, left as it is, not counted, and holds up nobody else', async () => {
    const whole = await fs.readFile(entryOf(doctor), 'utf8');
    const cases: readonly (readonly [string, string])[] = [
      ['', 'damaged'],
      [whole.slice(0, whole.length / 2), 'damaged'],
      [whole.slice(0, -3), 'damaged'],
      ['\0'.repeat(whole.length), 'damaged'],
      [whole.replace(/"sealed": "(.)/, (_, c) => `"sealed": "${c === 'A' ? 'B' : 'A'}`), 'damaged'],
      [whole.replace('131072', '1024'), 'damaged'],
      [whole.replace('"version": 1', '"version": 2'), 'newer'],
    ];
    for (const [text, detail] of cases) {
      expect(text).not.toBe(whole);
      await fs.writeFile(entryOf(doctor), text);
      const before = await everything();
      expect(await made.open().unlock(doctor, sharedPassword)).toEqual(damaged(detail));
      expect(await everything()).toEqual(before);
    }
    expect((await made.open().unlock(nurse, sharedPassword)).kind).toBe('unlocked');
  });

  it("a person's entry under somebody else's name opens nothing, whatever its checksum says", async () => {
    const theirs = await fs.readFile(entryOf(nurse), 'utf8');
    await fs.writeFile(entryOf(doctor), theirs);
    expect(await made.open().unlock(doctor, sharedPassword)).toEqual(damaged('damaged'));
    const { parseEntry, entryText } = await import('../../../../main/keystore/entryFile.ts');
    const entry = parseEntry(theirs);
    if (typeof entry === 'string') throw new Error(entry);
    await fs.writeFile(entryOf(doctor), entryText({ ...entry, person: doctor }));
    expect(await made.open().unlock(doctor, sharedPassword)).toMatchObject({
      kind: 'wrongPassphrase',
    });
  });

  it("another workstation's entry or device secret is told apart, and not counted as a wrong password", async () => {
    const other = await newTemporaryKeystore();
    const own = await fs.readFile(entryOf(doctor), 'utf8');
    await fs.copyFile(other.file(`keystore/person-${doctor}.json`), entryOf(doctor));
    expect(await made.open().unlock(doctor, sharedPassword)).toEqual(damaged('otherWorkstation'));
    await fs.writeFile(entryOf(doctor), own);
    await fs.copyFile(other.file('device-secret.json'), made.file('device-secret.json'));
    const before = await everything();
    expect(await made.open().unlock(doctor, sharedPassword)).toEqual(damaged('otherWorkstation'));
    expect(await everything()).toEqual(before);
    await other.remove();
  });

  it('invariant 1: never writes keys over existing ones, damaged ones included', async () => {
    await fs.writeFile(entryOf(doctor), 'half a fi');
    const before = await everything();
    const { folder, profile, dataKey, account } = made;
    const people = [{ person: doctor, signing: signingOf(doctor) }];
    const again = { folder, profile, dataKey, account, people, password: 'x', oneTime: false };
    await expect(createKeystore(again)).rejects.toMatchObject({ code: 'EEXIST' });
    await fs.rm(made.file('keystore'), { recursive: true });
    await expect(createKeystore(again)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await fs.readFile(made.file('device-secret.json'), 'utf8')).toBe(
      before.get('device-secret.json'),
    );
  });

  it('keeps what a password of another opens shut until an own one is chosen', async () => {
    const given = await newTemporaryKeystore(true);
    const keystore = given.open();
    expect(await keystore.unlock(doctor, sharedPassword)).toEqual({ kind: 'mustChange' });
    const change = { current: sharedPassword, wanted: 'con trâu đi trước', names: [] };
    expect(await keystore.changePassword(doctor, change)).toEqual({ kind: 'changed' });
    expect((await keystore.unlock(doctor, 'con trâu đi trước')).kind).toBe('unlocked');
    expect(await keystore.unlock(nurse, sharedPassword)).toEqual({ kind: 'mustChange' });
    await given.remove();
  });
});

describe('two that make keys at once', () => {
  it('leave one whole set, made by one of them', async () => {
    const { folder, profile, dataKey, account } = made;
    await fs.rm(made.file('keystore'), { recursive: true });
    await fs.rm(made.file('device-secret.json'));
    const people = [{ person: doctor, signing: signingOf(doctor) }];
    const create = (password: string) =>
      createKeystore({ folder, profile, dataKey, account, people, password, oneTime: false });
    const outcomes = await Promise.allSettled([create('first one'), create('second one')]);
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const keystore = openKeystore({ folder, profile });
    expect((await keystore.unlock(doctor, ['first one', 'second one'][won]!)).kind).toBe(
      'unlocked',
    );
  });
});
