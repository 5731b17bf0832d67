import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undeliveredSentence } from '../../../../main/commands/undeliveredSentence.ts';
import { holdDemonstration } from '../../../../main/demonstration/clearDemonstration.ts';
import { noteNewReplica } from '../../../../main/profile/storeDamage.ts';
import { readUndelivered, writeUndelivered } from '../../../../main/profile/undelivered.ts';
import { openWorkstation } from '../../../../main/workstation/openWorkstation.ts';
import { temporaryProfile } from '../../../support/workstation.ts';

let made: Awaited<ReturnType<typeof temporaryProfile>>;
let folder: string;
let workstation: string;

beforeEach(async () => {
  made = await temporaryProfile();
  folder = path.dirname(made.folder);
  workstation = path.join(folder, 'noi-1');
  await fs.rename(made.folder, workstation);
  await fs.mkdir(path.join(folder, 'server'));
  await fs.writeFile(path.join(folder, 'demonstration.json'), '{}');
});
afterEach(() => made.remove());

describe('clearing a demonstration', () => {
  it('shows what is undelivered, and removes what the demonstration made and nothing else', async () => {
    const at = '2026-11-23T08:15:00.000Z';
    await writeUndelivered(workstation, { hereOnly: 7, refused: 1, at });
    await fs.writeFile(path.join(folder, 'notes.txt'), 'mine');
    const held = await holdDemonstration(folder);
    expect(held!.undelivered.map(undeliveredSentence)).toEqual([
      'noi-1: 7 records are here only, 1 of them refused by the server, as of 2026-11-23 08:15 UTC. They would be lost.',
    ]);
    expect(held!.undelivered).toMatchObject([{ verdict: { kind: 'holds', entries: 7 } }]);
    await held!.clear();
    expect(await fs.readdir(folder)).toEqual(['notes.txt']);
    expect(await holdDemonstration(folder)).toBeUndefined();
  });

  it('invariant 8: is told where the browser has lost what was undelivered', async () => {
    const at = '2026-11-23T08:15:00.000Z';
    await writeUndelivered(workstation, { hereOnly: 7, refused: 1, at });
    await noteNewReplica(workstation, await readUndelivered(workstation));
    await writeUndelivered(workstation, { hereOnly: 0, refused: 0, at });
    const held = await holdDemonstration(folder);
    expect(held!.undelivered).toMatchObject([{ verdict: { kind: 'storeDamaged' } }]);
    await held!.leave();
  });

  it('invariant 8: leaves everything where nobody agreed', async () => {
    const all = async () =>
      (await fs.readdir(folder, { recursive: true }))
        .filter((name) => !path.basename(name).startsWith('profile-lock.'))
        .sort();
    const before = await all();
    await (await holdDemonstration(folder))!.leave();
    expect(await all()).toEqual(before);
  });

  it('invariant 8: clears nothing while a workstation is open', async () => {
    const open = await openWorkstation(workstation, { shell: 'browser', version: '0.1.0' });
    await expect(holdDemonstration(folder)).rejects.toMatchObject({ code: 'inUse' });
    await open.close();
    await (await holdDemonstration(folder))!.leave();
  });

  it.each([
    ['never', 'has not said yet'],
    ['unknown', 'is not known'],
    [{ hereOnly: 0, refused: 0, at: '2026-11-23T08:15:00.000Z' }, 'everything is on the central'],
  ] as const)('says %j plainly', (said, words) => {
    expect(undeliveredSentence({ workstation: 'noi-1', said })).toContain(words);
  });
});
