import { describe, expect, test } from 'vitest';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { openRescueFile, sealRescueFile } from '../../../shared/rescue/rescueFile.ts';
import { rescueHeader } from '../../../shared/rescue/rescueHeader.ts';
import { leavesOf, listUndelivered } from '../../../shared/rescue/rescueLeaves.ts';
import { takeIn } from '../../../shared/rescue/takeIn.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import {
  allSent,
  central,
  longTest,
  mend,
  onServer,
  patients,
  put,
  soon,
  stands,
  station,
} from '../sync/recognising.ts';

const key = await importDataKey(new Uint8Array(32).fill(3));

/** The text of a station's rescue file. */
async function rescueOf({ replica, sync }: SyncStation): Promise<string> {
  const { ids, entries } = await listUndelivered(replica.store, sync.delivery);
  const header = rescueHeader({
    facility: '99001',
    workstation: 'noi-1',
    madeAt: '2026-11-23T14:05:00.000+07:00',
    madeBy: 'bs-mau',
    entries,
    salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  });
  let text = '';
  for await (const line of sealRescueFile(header, key, leavesOf(replica.store, ids))) text += line;
  return text;
}

const takeText = async (at: SyncStation, text: string) =>
  takeIn(at.replica, await openRescueFile(text, key));

function edited(record: RecordOf<'patient'>, name: string, actor: string): AnyRecord {
  const { recordedBy: by, recordedAt: at, recordedOn: on } = record;
  const dot = makeDot(actor, 1);
  return editedRecord(record, record.causality.vector, { name }, { dot, by, at, on });
}

async function leavesOnServer(server: Awaited<ReturnType<typeof central>>) {
  const { body } = await server.couch.ask('GET', `${server.database}/_changes?style=all_docs`);
  return (body as { results: { id: string; changes: { rev: string }[] }[] }).results
    .filter(({ id }) => !id.startsWith('_design/'))
    .map(({ id, changes }) => `${id} ${changes.map(({ rev }) => rev).join(' ')}`)
    .sort();
}

async function ownLeaves({ replica }: SyncStation) {
  const page = await replica.store.changes(0, 10_000);
  return page.map(({ id, leaves }) => `${id} ${[...leaves].join(' ')}`).sort();
}

describe('a rescue file taken in elsewhere', () => {
  test(
    'invariant 1: what a dead workstation never sent reaches the server exactly once, edits and history too',
    async () => {
      const server = await central();
      const [a, b] = [await station(server), await station(server, 'noi-2')];
      const shared = patients(2);
      await put(a, shared);
      await allSent(a);
      await expect.poll(() => b.replica.recordCount(), soon).toBe(2);
      a.line.cut = b.line.cut = true;
      const mine = patients(3);
      await put(a, [...mine, edited(shared[0]!, 'Nguyễn Thị Sửa', '00000000000000a1')]);
      const opened = await openRescueFile(await rescueOf(a), key);
      expect(opened.header.entries).toBe(4);
      // The entries and the history of the edit, and nothing that the server has.
      expect(new Set(opened.leaves.map(({ id }) => id))).not.toContain(shared[1]!.id);
      expect(opened.leaves.filter(({ id }) => id.includes(':change:')).length).toBeGreaterThan(0);

      expect(await takeIn(b.replica, opened)).toEqual({ taken: 4, known: 0 });
      expect(b.sync.status().hereOnly).toBe(4);
      for (const { id } of mine) expect(b.sync.delivery.delivery(id)).toBe('hereOnly');
      expect(await takeIn(b.replica, opened)).toEqual({ taken: 0, known: 4 });
      expect(b.sync.status().hereOnly).toBe(4);
      await b.restart();
      expect(b.sync.status().hereOnly).toBe(4);
      mend(b);
      await allSent(b);
      expect(await onServer(server, [...shared, ...mine])).toBe(5);
      // The original comes back after all: nothing is doubled, nothing is in conflict.
      const before = await leavesOnServer(server);
      mend(a);
      await allSent(a);
      await expect.poll(() => ownLeaves(a), soon).toEqual(before);
      await expect.poll(() => ownLeaves(b), soon).toEqual(before);
      expect(await leavesOnServer(server)).toEqual(before);
      expect((await b.replica.history(shared[0]!.id)).length).toBe(
        (await a.replica.history(shared[0]!.id)).length,
      );
    },
    longTest,
  );

  test(
    'taken in after the original was delivered after all: nothing changes',
    async () => {
      const server = await central();
      const [a, b] = [await station(server), await station(server, 'noi-2')];
      await stands(a, 'known');
      a.line.cut = true;
      const mine = patients(3);
      await put(a, mine);
      const text = await rescueOf(a);
      mend(a);
      await allSent(a);
      await expect.poll(() => b.replica.recordCount(), soon).toBe(3);
      await put(b, [edited(mine[0]!, 'Nguyễn Thị Sau', '00000000000000b1')]);
      await allSent(b);
      const before = await leavesOnServer(server);
      expect(await takeText(b, text)).toEqual({ taken: 0, known: 3 });
      expect(b.sync.status().hereOnly).toBe(0);
      expect(await leavesOnServer(server)).toEqual(before);
      const shown = withoutRxFields((await b.replica.shown(mine[0]!))!) as AnyRecord;
      expect(shown).toMatchObject({ name: 'Nguyễn Thị Sau' });
    },
    longTest,
  );

  test(
    'edited on both sides meanwhile: both values stand, on both workstations',
    async () => {
      const server = await central();
      const [a, b] = [await station(server), await station(server, 'noi-2')];
      const [patient] = patients(1);
      await put(a, [patient!]);
      await allSent(a);
      await expect.poll(() => b.replica.recordCount(), soon).toBe(1);
      a.line.cut = true;
      await put(a, [edited(patient!, 'Nguyễn Thị Một', '00000000000000a1')]);
      await put(b, [edited(patient!, 'Nguyễn Thị Hai', '00000000000000b1')]);
      await allSent(b);
      await takeText(b, await rescueOf(a));
      await allSent(b);
      const names = async (at: SyncStation) => {
        const shown = (await at.replica.shown(patient!))!;
        return shown.causality.siblings?.['name']?.length;
      };
      expect(await names(b)).toBe(2);
      mend(a);
      await allSent(a);
      await expect.poll(() => names(a), soon).toBe(2);
      await expect.poll(() => ownLeaves(a), soon).toEqual(await ownLeaves(b));
    },
    longTest,
  );

  test(
    'what is refused is in it; with another server in the place of ours, everything is',
    async () => {
      const [server, foreign] = [await central(), await central()];
      const theirs = await station(foreign, 'khac-1');
      await put(theirs, patients(1));
      await allSent(theirs);
      const a = await station(server);
      const sent = patients(2);
      await put(a, sent);
      await allSent(a);
      a.line.intercept = (url) =>
        url.includes('/_bulk_docs')
          ? Response.json({ error: 'forbidden', reason: 'no' }, { status: 413 })
          : undefined;
      const refused = patients(1);
      await put(a, refused);
      await expect.poll(() => a.sync.status().refused.length, soon).toBe(1);
      const held = async () =>
        (await openRescueFile(await rescueOf(a), key)).leaves.map(({ id }) => id).sort();
      expect(await held()).toEqual([refused[0]!.id]);
      a.line.leadsTo = foreign;
      a.sync.wake();
      await stands(a, 'other');
      expect(await held()).toEqual([...sent, ...refused].map(({ id }) => id).sort());
    },
    longTest,
  );
});
