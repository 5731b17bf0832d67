import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardProfile } from '../../../../main/profile/guardUndelivered.ts';
import { withdrawZero, writeUndelivered } from '../../../../main/profile/undelivered.ts';
import { openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import { keepUndeliveredNote } from '../../../../renderer/replica/undeliveredNote.ts';
import type {
  UndeliveredCounts,
  UndeliveredNote,
} from '../../../../renderer/replica/undeliveredNote.ts';
import { makeDot } from '../../../../shared/merge/versionVector.ts';
import { newPatientId } from '../../../../shared/records/ids.ts';
import { replicaStorage } from '../../../../shared/replica/storage.ts';
import { openNodeReplica } from '../../../support/replica/nodeReplica.ts';

/**
 * The real note in a real folder, behind the real way of a save. What the folder says at the moment
 * of an acknowledgement is what a kill right then leaves behind.
 */

const author = { person: 'bs-mau', workstation: 'may-1' };
let folder: string;
let records: Records;
let note: UndeliveredNote;
let written: UndeliveredCounts[];
/** Entries that the Worker would count. */
let hereOnly: number;
/** What the main process does before it writes. */
let before: (counts: UndeliveredCounts) => Promise<void>;

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-note-'));
  written = [];
  hereOnly = 0;
  before = async () => undefined;
  note = keepUndeliveredNote(
    async (counts) => {
      await before(counts);
      await writeUndelivered(folder, { ...counts, at: new Date().toISOString() });
      written.push(counts);
    },
    async () => ({ hereOnly, refused: 0 }),
  );
  const replica = await openNodeReplica();
  replica.onStored(({ revisions }) => (hereOnly += revisions.length));
  let counter = 0;
  records = await openRecords(
    replicaStorage(replica) as never,
    `note-${crypto.randomUUID()}`,
    () => makeDot('00000000000000c1', (counter += 1)),
    undefined,
    note,
  );
});
afterEach(async () => {
  await records.close();
  await fs.rm(folder, { recursive: true, force: true });
});

const save = () =>
  records.create(
    'patient',
    newPatientId(),
    { recordNumber: 'N1-0001', sex: 'female', allergyStatement: 'notAsked' },
    author,
  );
const zero = { hereOnly: 0, refused: 0 };
const guard = () => guardProfile(folder);

describe('the note of what no server has', () => {
  it('invariant 8: a kill right behind the first acknowledgement after a zero leaves no zero', async () => {
    note.follow(zero);
    await expect.poll(guard).toEqual({ kind: 'mayGo' });
    await save();
    expect(await guard()).toMatchObject({ kind: 'holds' });
  });

  it('so it is in a new page, which doesn’t know what an earlier one wrote', async () => {
    await writeUndelivered(folder, { ...zero, at: '2026-11-23T07:00:00.000Z' });
    await save();
    expect(await guard()).toMatchObject({ kind: 'holds' });
  });

  it('invariant 8: a status that is older than a save writes no zero over it', async () => {
    await save();
    note.follow(zero);
    await expect.poll(() => written.length).toBe(2);
    expect(await guard()).toMatchObject({ kind: 'holds', entries: hereOnly });
  });

  it('invariant 8: a save that meets a zero on its way to the disk is acknowledged behind its own note', async () => {
    await save();
    hereOnly = 0;
    let open = () => undefined as void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    before = ({ hereOnly: count }) => (count === 0 ? gate : Promise.resolve());
    note.follow(zero);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const saved = save().then(guard);
    open();
    expect(await saved).toMatchObject({ kind: 'holds' });
    await expect.poll(() => written.some((counts) => counts.hereOnly === 0)).toBe(true);
    expect(await guard()).toMatchObject({ kind: 'holds' });
  });

  it('costs a save nothing while something is undelivered already', async () => {
    await save();
    for (let count = 0; count < 5; count += 1) await save();
    expect(written).toEqual([{ hereOnly: 1, refused: 0 }]);
  });

  it('goes back to zero when all is delivered, also where the status never said otherwise', async () => {
    note.follow(zero);
    await expect.poll(() => written.length).toBe(1);
    await save();
    hereOnly = 0;
    note.follow(zero);
    await expect.poll(guard).toEqual({ kind: 'mayGo' });
  });

  it('invariant 8: a save over a zero that can’t be taken back is no zero: it was made unknown at the unlock', async () => {
    await writeUndelivered(folder, { ...zero, at: '2026-11-23T07:00:00.000Z' });
    await withdrawZero(folder);
    before = () => Promise.reject(new Error('gone'));
    await save();
    expect(await guard()).toEqual({ kind: 'unknown', why: 'uncounted' });
    // It becomes a zero only by a count.
    before = async () => undefined;
    hereOnly = 0;
    note.follow(zero);
    await expect.poll(guard).toEqual({ kind: 'mayGo' });
  });

  it('tries again at the next status where the disk took no zero', async () => {
    await withdrawZero(folder);
    await writeUndelivered(folder, { hereOnly: 2, refused: 0, at: '2026-11-23T07:00:00.000Z' });
    let tried = 0;
    before = async () => {
      tried += 1;
      if (tried === 1) throw new Error('full');
    };
    note.follow(zero);
    await expect.poll(() => tried).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    note.follow(zero);
    await expect.poll(guard).toEqual({ kind: 'mayGo' });
  });

  it('says again what it knows for whoever unlocks a replica that is still open', async () => {
    note.follow(zero);
    await expect.poll(guard).toEqual({ kind: 'mayGo' });
    await withdrawZero(folder);
    note.follow(zero);
    note.tellAgain();
    await expect.poll(guard).toEqual({ kind: 'mayGo' });
  });

  it('keeps no save waiting for a main process that fails', async () => {
    before = () => Promise.reject(new Error('gone'));
    await save();
    expect(await guard()).toEqual({ kind: 'unknown', why: 'never' });
  });
});
