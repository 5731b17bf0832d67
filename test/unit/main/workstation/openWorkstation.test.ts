import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteNewReplica, readStoreDamage } from '../../../../main/profile/storeDamage.ts';
import { readUndelivered, writeUndelivered } from '../../../../main/profile/undelivered.ts';
import { tellUndelivered } from '../../../../main/profile/tellUndelivered.ts';
import { openWorkstation } from '../../../../main/workstation/openWorkstation.ts';
import { smallPassphrase, temporaryProfile } from '../../../support/workstation.ts';

let made: Awaited<ReturnType<typeof temporaryProfile>>;
beforeEach(async () => {
  made = await temporaryProfile({ demonstration: true });
});
afterEach(() => made.remove());

const open = () => openWorkstation(made.folder, { shell: 'browser', version: '0.1.0' });

describe('an opened workstation', () => {
  it('describes itself with the cable as its central server, and keeps its name over restarts', async () => {
    const first = await open();
    const described = await first.bridge('describeApp', {});
    expect(described).toMatchObject({
      kind: 'answer',
      response: {
        demonstration: true,
        workstation: { key: 'may-1' },
        central: { url: `http://127.0.0.1:${made.profile.demonstration!.cablePort}` },
      },
    });
    await first.close();
    const second = await open();
    expect(await second.bridge('describeApp', {})).toEqual(described);
    await second.close();
  });

  it('unlocks for its own people alone', async () => {
    const workstation = await open();
    const unlock = (person: string) =>
      workstation.bridge('unlock', { person, passphrase: smallPassphrase });
    expect(await unlock('bs-mau')).toMatchObject({ response: { kind: 'unlocked' } });
    expect(await unlock('bs-la')).toMatchObject({ failure: { code: 'notAllowed' } });
    await workstation.close();
  });

  it('takes settings from somebody who is signed in alone', async () => {
    const workstation = await open();
    const settings = {
      language: 'en',
      theme: 'dark',
      density: 'desk',
      lockAfterMinutes: 60,
      scanner: { kind: 'keyboard' },
    };
    const refused = { failure: { code: 'notAllowed' } };
    expect(await workstation.bridge('writeSettings', settings)).toMatchObject(refused);
    expect(await workstation.bridge('readSettings', {})).toMatchObject({
      response: { lockAfterMinutes: 5 },
    });
    await workstation.bridge('unlock', { person: 'bs-mau', passphrase: smallPassphrase });
    expect(await workstation.bridge('writeSettings', settings)).toMatchObject({
      response: settings,
    });
    await workstation.bridge('lock', { left: false });
    expect(await workstation.bridge('writeSettings', settings)).toMatchObject(refused);
    await workstation.close();
  });

  it('cuts and restores its line, and says how it stands', async () => {
    const workstation = await open();
    expect(await workstation.bridge('cutNetwork', { cut: true })).toMatchObject({
      response: { cut: true },
    });
    expect(workstation.cable?.isCut()).toBe(true);
    expect(await workstation.bridge('cutNetwork', { cut: false })).toMatchObject({
      response: { cut: false },
    });
    await workstation.close();
  });

  it('stores what the pages report as undelivered', async () => {
    const workstation = await open();
    await workstation.bridge('reportUndelivered', { hereOnly: 3, refused: 1 });
    expect(await readUndelivered(made.folder)).toMatchObject({ hereOnly: 3, refused: 1 });
    await workstation.close();
  });

  it('invariant 8: whoever unlocks makes a zero unknown before there are keys to write with', async () => {
    const workstation = await open();
    const unlock = (passphrase: string) =>
      workstation.bridge('unlock', { person: 'bs-mau', passphrase });
    const told = () => tellUndelivered(made.folder, 'removal');
    await workstation.bridge('reportUndelivered', { hereOnly: 0, refused: 0 });
    await unlock('khong phai 2026');
    expect(await told()).toMatchObject({ status: 0 });
    expect(await unlock(smallPassphrase)).toMatchObject({ response: { kind: 'unlocked' } });
    expect(await told()).toMatchObject({
      status: 1,
      sentence: expect.stringContaining('hasn’t counted') as string,
    });
    await workstation.bridge('reportUndelivered', { hereOnly: 3, refused: 1 });
    await unlock(smallPassphrase);
    expect(await readUndelivered(made.folder)).toMatchObject({ hereOnly: 3, refused: 1 });
    await workstation.close();
  });

  it('invariant 1: a replica that begins anew is told by what was undelivered before somebody unlocked', async () => {
    const workstation = await open();
    const unlock = () =>
      workstation.bridge('unlock', { person: 'bs-mau', passphrase: smallPassphrase });
    const told = async () => {
      const answer = await workstation.bridge('readStoreDamage', {});
      return (answer as { response: { damages: unknown[] } }).response.damages;
    };
    await unlock();
    await workstation.bridge('reportNewReplica', {});
    expect(await told()).toEqual([]);
    await workstation.bridge('reportUndelivered', { hereOnly: 0, refused: 0 });
    await unlock();
    await workstation.bridge('reportNewReplica', {});
    expect(await told()).toMatchObject([{ undelivered: { known: true, entries: 0 } }]);
    await workstation.bridge('reportUndelivered', { hereOnly: 3, refused: 1 });
    await unlock();
    await workstation.bridge('reportNewReplica', {});
    expect(await told()).toMatchObject([{}, { undelivered: { known: true, entries: 3 } }]);
    await workstation.close();
  });

  it('what befell the store is taken off the screens by an administrator alone', async () => {
    await writeUndelivered(made.folder, { hereOnly: 3, refused: 0, at: new Date().toISOString() });
    await noteNewReplica(made.folder, await readUndelivered(made.folder));
    const [damage] = await readStoreDamage(made.folder);
    const workstation = await open();
    const refused = { kind: 'failure', failure: { code: 'notAllowed' } };
    const close = () => workstation.bridge('closeStoreDamage', { at: damage!.at });
    expect(await close()).toMatchObject(refused);
    await workstation.bridge('unlock', { person: 'bs-mau', passphrase: smallPassphrase });
    expect(await close()).toMatchObject(refused);
    expect(await readStoreDamage(made.folder)).toEqual([damage]);
    await workstation.close();
  });

  it('is opened once: a second start says so', async () => {
    const workstation = await open();
    await expect(open()).rejects.toMatchObject({ code: 'inUse' });
    await workstation.close();
  });

  it('stops with a sentence when the port of its line is taken, and leaves no lock behind', async () => {
    const other = createServer().listen(made.profile.demonstration!.cablePort, '127.0.0.1');
    await once(other, 'listening');
    await expect(open()).rejects.toMatchObject({
      code: 'portTaken',
      message: expect.stringMatching(/^Port \d+ .* is held by .*: close that program/),
    });
    other.close();
    await once(other, 'close');
    await (await open()).close();
  });

  it('has no line to cut outside a demonstration', async () => {
    const real = await temporaryProfile();
    const workstation = await openWorkstation(real.folder, { shell: 'browser', version: '0.1.0' });
    expect(await workstation.bridge('cutNetwork', { cut: true })).toMatchObject({
      failure: { code: 'notAllowed' },
    });
    expect(workstation.centralOrigin).toBe('http://127.0.0.1:5984');
    await workstation.close();
    await real.remove();
  });
});

describe('the shell of a profile', () => {
  it('invariant 1: does not change, for the replica would vanish from sight', async () => {
    await fs.mkdir(path.join(made.folder, 'electron'));
    await expect(open()).rejects.toMatchObject({
      code: 'otherShell',
      message: expect.stringContaining('--shell electron'),
    });
    await (await openWorkstation(made.folder, { shell: 'electron', version: '0.1.0' })).close();
  });
});
