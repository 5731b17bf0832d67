import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeystore } from '../../../../main/keystore/keystore.ts';
import { startDemonstration } from '../../../../main/demonstration/startDemonstration.ts';
import type { DemonstrationOptions } from '../../../../main/demonstration/startDemonstration.ts';
import { openCouch } from '../../../../shared/central/couchHttp.ts';

let parent: string;
let outFolder: string;
let folder: string;

beforeEach(async () => {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-demonstration-'));
  folder = path.join(parent, 'data');
  outFolder = path.join(parent, 'out');
  await fs.mkdir(path.join(outFolder, 'renderer'), { recursive: true });
  await fs.mkdir(path.join(outFolder, 'browser-shell'));
  await fs.writeFile(path.join(outFolder, 'renderer', 'index.html'), '<html><head></head></html>');
  await fs.writeFile(path.join(outFolder, 'browser-shell', 'bridge.js'), '');
});
afterEach(() => fs.rm(parent, { recursive: true, force: true }));

const start = (more: Partial<DemonstrationOptions> = {}) =>
  startDemonstration({ folder, outFolder, workstations: 2, patients: 30, ...more });

describe('a demonstration', () => {
  it('has a provisioned hospital that a workstation reads through its line, and keeps it all over a restart', async () => {
    const lines: string[] = [];
    const first = await start({ progress: (line) => lines.push(line) });
    const [one, two] = first.workstations;
    expect(one!.origin).not.toBe(two!.origin);
    expect(one!.url).not.toBe(one!.url);
    const opened = await fetch(one!.url, { redirect: 'manual' });
    expect(opened.status).toBe(303);
    const couch = openCouch(first.central.url, first.central.admin);
    const { body } = await couch.ask('GET', first.central.database);
    expect((body as { doc_count: number }).doc_count).toBeGreaterThan(30);
    expect(lines).toContain('Making a synthetic hospital of 30 patients.');
    await first.stop();
    await expect(fetch(first.central.url)).rejects.toThrow();
    await expect(fetch(one!.cable.url)).rejects.toThrow();

    lines.length = 0;
    const second = await start({ progress: (line) => lines.push(line) });
    expect(second.workstations.map(({ origin, profile }) => [origin, profile])).toEqual(
      first.workstations.map(({ origin, profile }) => [origin, profile]),
    );
    expect(second.central.url).toBe(first.central.url);
    expect(lines).not.toContain('Making a synthetic hospital of 30 patients.');
    await second.stop();
  });

  it("lets a workstation's account in, with the pages' origin, and nobody without one", async () => {
    const demonstration = await start({ workstations: 1 });
    const { origin, cable, profileDir, profile } = demonstration.workstations[0]!;
    const address = `${cable.url}/${demonstration.central.database}`;
    expect((await fetch(address, { headers: { origin } })).status).toBe(401);
    const keys = await openKeystore({ folder: profileDir, profile: profile.replicaName }).unlock(
      'bs-le-minh-khoi',
      demonstration.passphrase,
    );
    if (keys.kind !== 'unlocked') throw new Error(keys.kind);
    const { username, password } = keys.account;
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const answer = await fetch(address, { headers: { origin, authorization } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    await demonstration.stop();
  });

  it('makes the accounts anew when the central server has lost its data', async () => {
    const first = await start({ workstations: 1, patients: 0 });
    await first.removeFromCentral();
    await first.stop();
    const second = await start({ workstations: 1, patients: 0 });
    const couch = openCouch(second.central.url, second.central.admin);
    expect((await couch.ask('GET', second.central.database)).status).toBe(200);
    await second.stop();
  });

  it('starts while a workstation is slowed down after wrong passphrases, and says when its key file is gone', async () => {
    const first = await start({ workstations: 1, patients: 0 });
    await first.stop();
    const { profileDir, profile } = first.workstations[0]!;
    const keystore = openKeystore({ folder: profileDir, profile: profile.replicaName });
    for (const guess of ['a', 'b', 'c', 'd']) await keystore.unlock('ks-trieu-van-bao', guess);
    await (await start({ workstations: 1, patients: 0 })).stop();
    await fs.rm(path.join(profileDir, 'keystore'), { recursive: true });
    await expect(start({ workstations: 1 })).rejects.toThrow(/device-secret.json from a backup/);
    await fs.writeFile(path.join(profileDir, 'keystore.json'), '{}');
    await expect(start({ workstations: 1 })).rejects.toThrow(/earlier version.*npm run reset/);
    expect(await fs.readdir(profileDir)).not.toContain('keystore');
  });

  it('is opened once: a second start stops with a sentence, and leaves the first alone', async () => {
    const first = await start({ patients: 0 });
    await expect(start({ patients: 0 })).rejects.toThrow(/^The demonstration is already open/);
    expect((await fetch(first.central.url)).status).toBe(200);
    await first.stop();
  });

  it('keeps the port of a profile, and its central server', async () => {
    const first = await start({ workstations: 1, patients: 0 });
    await first.stop();
    await expect(start({ workstations: 1, firstPort: 18_001 })).rejects.toThrow(/for good/);
    await expect(start({ centralUrl: 'http://admin:x@127.0.0.1:9' })).rejects.toThrow(
      /made with the embedded server/,
    );
    await expect(
      start({ folder: path.join(parent, 'other'), firstProfile: path.join(folder, 'noi-1') }),
    ).rejects.toThrow(/belongs to another central server/);
    await expect(
      start({ folder: path.join(parent, 'new'), centralUrl: 'http://127.0.0.1:9' }),
    ).rejects.toThrow(/needs its administrator/);
    await (await start({ workstations: 1 })).stop();
  });
});
