import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeystore } from '../../../../main/keystore/keystore.ts';
import { createProfile } from '../../../../main/profile/createProfile.ts';
import { tellUndelivered } from '../../../../main/profile/tellUndelivered.ts';
import { guardProfile, guardSentence } from '../../../../main/profile/guardUndelivered.ts';
import { readProfile } from '../../../../main/profile/profileFile.ts';
import { readSettings, writeSettings } from '../../../../main/profile/settings.ts';
import {
  readUndelivered,
  withdrawZero,
  writeUndelivered,
} from '../../../../main/profile/undelivered.ts';
import { defaultSettings } from '../../../../shared/bridge/contract.ts';
import { inventedPeople } from '../../../../shared/synthetic/people.ts';
import { smallFacility, smallPassphrase, temporaryProfile } from '../../../support/workstation.ts';

let made: Awaited<ReturnType<typeof temporaryProfile>>;
beforeEach(async () => {
  made = await temporaryProfile({ demonstration: true });
});
afterEach(() => made.remove());

const invented = await inventedPeople(smallFacility);
const unlock = async (folder: string, password: string) => {
  const { replicaName } = await readProfile(folder);
  return openKeystore({ folder, profile: replicaName }).unlock('bs-mau', password);
};
const again = (folder: string) =>
  createProfile(folder, {
    workstation: 'may-1',
    facility: smallFacility,
    central: made.profile.central,
    demonstration: false,
    account: { username: 'may-1', password: 'other' },
    ...invented,
    passphrase: 'other',
    oneTime: false,
  });

describe('profile folder', () => {
  it('is read back as it was made, with ports that stay', async () => {
    expect(await readProfile(made.folder)).toEqual(made.profile);
    expect(made.profile.port).not.toBe(made.profile.demonstration?.cablePort);
    expect((await fs.readdir(made.folder)).sort()).toEqual([
      'device-secret.json',
      'keystore',
      'people',
      'profile.json',
    ]);
  });

  it('invariant 1: a second profile is never made over one, nor over what is left of one', async () => {
    await expect(again(made.folder)).rejects.toMatchObject({ code: 'folderNotEmpty' });
    await fs.rm(path.join(made.folder, 'profile.json'));
    for (const name of ['keystore', 'people', 'device-secret.json']) {
      await fs.rm(path.join(made.folder, name), { recursive: true });
    }
    await fs.mkdir(path.join(made.folder, 'browser'));
    await expect(again(made.folder)).rejects.toMatchObject({ code: 'folderNotEmpty' });
    expect(await fs.readdir(made.folder)).toEqual(['browser']);
    expect(await fs.readdir(path.dirname(made.folder))).toEqual(['may-1']);
  });

  it('two that are made at once leave one whole profile', async () => {
    const folder = path.join(path.dirname(made.folder), 'may-2');
    const outcomes = await Promise.allSettled([again(folder), again(folder)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await readProfile(folder);
    expect((await unlock(folder, 'other')).kind).toBe('unlocked');
    expect((await fs.readdir(path.dirname(folder))).sort()).toEqual(['may-1', 'may-2']);
  });

  it('says which file is damaged, at which place, and changes nothing', async () => {
    const file = path.join(made.folder, 'profile.json');
    const whole = await fs.readFile(file, 'utf8');
    const cases = [
      [whole.slice(0, 200), 'its beginning'],
      [whole.replace(`"port": ${made.profile.port}`, '"port": 80'), 'port'],
      [whole.replace('"workstation": "may-1"', '"workstation": "may-9"'), 'workstation'],
    ] as const;
    for (const [text, place] of cases) {
      await fs.writeFile(file, text);
      await expect(readProfile(made.folder)).rejects.toMatchObject({
        code: 'damaged',
        message: expect.stringContaining(`(at ${place})`),
      });
      expect(await fs.readFile(file, 'utf8')).toBe(text);
    }
    await expect(readProfile(path.join(made.folder, 'none'))).rejects.toMatchObject({
      code: 'missing',
    });
  });

  it('invariant 5: the passphrase and the account stand in no file in clear', async () => {
    for (const name of await fs.readdir(made.folder, { recursive: true })) {
      const file = path.join(made.folder, name);
      if ((await fs.stat(file)).isDirectory()) continue;
      const text = await fs.readFile(file, 'utf8');
      expect(text).not.toContain(smallPassphrase);
      expect(text).not.toContain('invented');
      for (const { signing } of invented.people) expect(text).not.toContain(signing.privateKey);
    }
  });
});

describe('settings', () => {
  it('come back after a restart, and are the defaults when the file is damaged', async () => {
    expect(await readSettings(made.folder)).toEqual(defaultSettings);
    const wanted = {
      language: 'en',
      theme: 'dark',
      density: 'bedside',
      lockAfterMinutes: 2,
      scanner: { kind: 'serial', baudRate: 115200 },
    } as const;
    await writeSettings(made.folder, wanted);
    expect(await readSettings(made.folder)).toEqual(wanted);
    // As an earlier version wrote them.
    const earlier = { language: 'en', theme: 'dark', density: 'bedside' };
    await fs.writeFile(path.join(made.folder, 'settings.json'), JSON.stringify(earlier));
    expect(await readSettings(made.folder)).toEqual({ ...defaultSettings, ...earlier });
    await fs.writeFile(path.join(made.folder, 'settings.json'), '{"language":"fr"}');
    expect(await readSettings(made.folder)).toEqual(defaultSettings);
  });
});

describe('undelivered counts', () => {
  it('invariant 8: a damaged or missing report is never read as nothing undelivered', async () => {
    expect(await readUndelivered(made.folder)).toBe('never');
    const report = { hereOnly: 7, refused: 1, at: '2026-11-23T08:00:00.000Z' };
    await writeUndelivered(made.folder, report);
    expect(await readUndelivered(made.folder)).toEqual({ ...report, since: report.at });
    const verdict = { kind: 'holds', entries: 7, refused: 1, since: report.at };
    expect(await guardProfile(made.folder)).toEqual(verdict);
    // Since when doesn't move while anything is undelivered, and ends with it.
    const later = { hereOnly: 2, refused: 0, at: '2026-11-23T09:00:00.000Z' };
    await writeUndelivered(made.folder, later);
    const said = guardSentence(await guardProfile(made.folder), 'update', 'may-1');
    expect(said).toContain('2 entries are on no server since 2026-11-23 08:00 UTC');
    expect(said).toContain('npm run rescue -- export');
    await writeUndelivered(made.folder, { ...later, hereOnly: 0 });
    expect(await guardProfile(made.folder)).toEqual({ kind: 'mayGo' });
    expect(guardSentence(await guardProfile(made.folder), 'update', 'may-1')).toBeUndefined();
    await fs.rm(path.join(made.folder, 'undelivered.json'));
    expect(await guardProfile(made.folder)).toEqual({ kind: 'unknown', why: 'never' });
    await fs.writeFile(path.join(made.folder, 'undelivered.json'), '{"hereOnly":');
    expect(await readUndelivered(made.folder)).toBe('unknown');
  });

  it('invariant 8: a disk that takes no note of something leaves no zero either', async () => {
    const at = '2026-11-23T08:00:00.000Z';
    const full = () => Promise.reject(new Error('ENOSPC'));
    await writeUndelivered(made.folder, { hereOnly: 0, refused: 0, at });
    await expect(
      writeUndelivered(made.folder, { hereOnly: 1, refused: 0, at }, full),
    ).rejects.toThrow('ENOSPC');
    expect(await guardProfile(made.folder)).toEqual({ kind: 'unknown', why: 'damaged' });

    await writeUndelivered(made.folder, { hereOnly: 0, refused: 0, at });
    await withdrawZero(made.folder, full);
    expect(await guardProfile(made.folder)).toEqual({ kind: 'unknown', why: 'damaged' });
    // What says that something is undelivered stays as it was.
    await writeUndelivered(made.folder, { hereOnly: 4, refused: 0, at });
    await withdrawZero(made.folder, full);
    await expect(
      writeUndelivered(made.folder, { hereOnly: 5, refused: 0, at }, full),
    ).rejects.toThrow();
    expect(await guardProfile(made.folder)).toMatchObject({ kind: 'holds', entries: 4 });
  });

  it('invariant 8: an installer goes on over nothing but a told zero, and is told the way out', async () => {
    const told = (folder = made.folder) => tellUndelivered(folder, 'update');
    expect(await told()).toMatchObject({ status: 1 });
    const at = '2026-11-23T08:00:00.000Z';
    await writeUndelivered(made.folder, { hereOnly: 3, refused: 0, at });
    const { sentence, status } = await told();
    expect(status).toBe(1);
    expect(sentence).toMatch(/3 entries .* An update would lose them: .*rescue file/);
    await writeUndelivered(made.folder, { hereOnly: 0, refused: 0, at });
    expect(await told()).toEqual({ status: 0, sentence: 'may-1: nothing is undelivered.' });
    await fs.writeFile(path.join(made.folder, 'undelivered.json'), '{"hereOnly":');
    expect(await told()).toMatchObject({ status: 1 });
    await fs.writeFile(path.join(made.folder, 'profile.json'), '{');
    expect(await told()).toMatchObject({ status: 1 });
    expect(await told(path.join(made.folder, 'none'))).toMatchObject({ status: 2 });
  });
});
