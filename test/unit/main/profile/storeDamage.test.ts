import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardProfile, guardSentence } from '../../../../main/profile/guardUndelivered.ts';
import {
  closeStoreDamage,
  noteDamagedStore,
  noteNewReplica,
  readStoreDamage,
} from '../../../../main/profile/storeDamage.ts';
import {
  readUndelivered,
  withdrawZero,
  writeUndelivered,
} from '../../../../main/profile/undelivered.ts';
import { temporaryProfile } from '../../../support/workstation.ts';

let made: Awaited<ReturnType<typeof temporaryProfile>>;
let folder: string;
beforeEach(async () => {
  made = await temporaryProfile({ demonstration: true });
  ({ folder } = made);
});
afterEach(() => made.remove());

const at = '2026-11-23T08:00:00.000Z';
const begins = async () => noteNewReplica(folder, await readUndelivered(folder));

describe('a replica that begins anew', () => {
  it('is nothing to tell on a workstation that never had one', async () => {
    await begins();
    expect(await readStoreDamage(folder)).toEqual([]);
  });

  it('invariant 1: keeps what had been undelivered before it, though the pages say zero from now on', async () => {
    await writeUndelivered(folder, { hereOnly: 7, refused: 2, at });
    await begins();
    await begins();
    await writeUndelivered(folder, { hereOnly: 0, refused: 0, at });
    expect(await readStoreDamage(folder)).toMatchObject([
      { kind: 'emptied', kept: [], undelivered: { known: true, entries: 7, at } },
    ]);
  });

  it('invariant 8: stands before every act that would lose what is left, until somebody has looked', async () => {
    await writeUndelivered(folder, { hereOnly: 7, refused: 0, at });
    await begins();
    await writeUndelivered(folder, { hereOnly: 0, refused: 0, at });
    expect(await guardProfile(folder)).toEqual({ kind: 'storeDamaged' });
    const said = guardSentence(await guardProfile(folder), 'removal', 'may-1');
    expect(said).toContain('Removing this profile could lose what is left of them');
    const [damage] = await readStoreDamage(folder);
    await closeStoreDamage(folder, damage!.at, 'it-mau');
    expect(await readStoreDamage(folder)).toEqual([]);
    expect(await guardProfile(folder)).toEqual({ kind: 'mayGo' });
    // It happens a second time, and is told a second time.
    await writeUndelivered(folder, { hereOnly: 7, refused: 0, at });
    await begins();
    expect(await readStoreDamage(folder)).toHaveLength(1);
  });

  it('tells whether all was sent, and where nobody knows', async () => {
    await writeUndelivered(folder, { hereOnly: 0, refused: 0, at });
    await begins();
    expect(await readStoreDamage(folder)).toMatchObject([{ undelivered: { entries: 0, at } }]);
    expect(await guardProfile(folder)).toEqual({ kind: 'mayGo' });
    // Somebody unlocked again, before the pages had told anything.
    await withdrawZero(folder);
    await begins();
    expect(await readStoreDamage(folder)).toHaveLength(1);
    const later = '2026-11-23T09:00:00.000Z';
    await writeUndelivered(folder, { hereOnly: 0, refused: 0, at: later });
    await withdrawZero(folder);
    await begins();
    await fs.writeFile(path.join(folder, 'undelivered.json'), 'rubbish');
    await begins();
    const [, uncounted, ...others] = await readStoreDamage(folder);
    expect(uncounted).toMatchObject({ kind: 'emptied', undelivered: { known: false } });
    // Both say the same.
    expect(others).toEqual([]);
    await writeUndelivered(folder, { hereOnly: 0, refused: 0, at });
    expect(await guardProfile(folder)).toEqual({ kind: 'storeDamaged' });
  });
});

describe('a store that was damaged', () => {
  it('is noted once for each copy', async () => {
    await noteDamagedStore(folder, []);
    expect(await readStoreDamage(folder)).toEqual([]);
    await noteDamagedStore(folder, ['/damaged/a']);
    await noteDamagedStore(folder, ['/damaged/a']);
    const [damage, ...others] = await readStoreDamage(folder);
    expect(damage).toMatchObject({ kind: 'damaged', kept: ['/damaged/a'] });
    expect(others).toEqual([]);
    await closeStoreDamage(folder, damage!.at, 'it-mau');
    await noteDamagedStore(folder, ['/damaged/a', '/damaged/b']);
    expect(await readStoreDamage(folder)).toMatchObject([{ kept: ['/damaged/b'] }]);
  });

  it('and emptied by the browser then: one warning says where the copies are', async () => {
    await writeUndelivered(folder, { hereOnly: 7, refused: 0, at });
    await noteDamagedStore(folder, ['/damaged/a']);
    await begins();
    expect(await readStoreDamage(folder)).toMatchObject([
      { kind: 'emptied', kept: ['/damaged/a'], undelivered: { entries: 7 } },
    ]);
    // The copy is known.
    await noteDamagedStore(folder, ['/damaged/a']);
    expect(await readStoreDamage(folder)).toHaveLength(1);
  });

  it('is told where its own note can’t be read, and keeps nobody from the next', async () => {
    await writeUndelivered(folder, { hereOnly: 0, refused: 0, at });
    await fs.writeFile(path.join(folder, 'store-damage.json'), '{"format":');
    const [damage] = await readStoreDamage(folder);
    expect(damage).toMatchObject({ kind: 'damaged', kept: [] });
    expect(await guardProfile(folder)).toEqual({ kind: 'storeDamaged' });
    await noteDamagedStore(folder, ['/damaged/a']);
    expect(await readStoreDamage(folder)).toHaveLength(2);
    await closeStoreDamage(folder, damage!.at, 'it-mau');
    expect(await readStoreDamage(folder)).toMatchObject([{ kept: ['/damaged/a'] }]);
  });
});
