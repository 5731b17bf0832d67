import { describe, expect, test } from 'vitest';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import {
  allSent,
  central,
  longTest,
  onServer,
  patients,
  put,
  soon,
  stands,
  station,
} from './recognising.ts';

/** A station whose server was replaced: `delivered` were on the one before, `waiting` on none. */
async function replaced(filled: boolean) {
  const [before, after] = [await central(), await central()];
  const a = await station(before);
  const delivered = patients(6);
  await put(a, delivered);
  await allSent(a);
  a.line.cut = true;
  const waiting = patients(3);
  await put(a, waiting);
  const theirs = patients(filled ? 2 : 0);
  const b = await station(after, 'noi-2');
  await put(b, theirs);
  await allSent(b);
  a.line.leadsTo = after;
  a.line.cut = false;
  a.sync.wake();
  await stands(a, 'other');
  return { a, b, after, delivered, waiting, theirs };
}

const holds = (at: SyncStation, records: readonly AnyRecord[]) =>
  Promise.all(records.map((record) => at.replica.shown(record))).then(
    (shown) => shown.filter((record) => record !== undefined).length,
  );

describe.each([
  { server: 'an emptied server', filled: false },
  { server: 'another filled server', filled: true },
])('starting anew from $server', ({ filled }) => {
  test(
    'invariant 8: what waits is sent, what only the old server had stays here, counted and not sent',
    async () => {
      const { a, after, delivered, waiting, theirs } = await replaced(filled);
      await a.sync.chooseServer('startAnew');
      await expect.poll(() => onServer(after, waiting), soon).toBe(3);
      await expect.poll(() => a.sync.status().heldBack, soon).toBe(6);
      await expect.poll(() => a.sync.status(), soon).toMatchObject({ hereOnly: 6, waiting: 0 });
      await expect.poll(() => holds(a, theirs), soon).toBe(theirs.length);
      for (let round = 0; round < 2; round += 1) {
        expect(await onServer(after, delivered)).toBe(0);
        expect(await holds(a, [...delivered, ...waiting])).toBe(9);
        expect(a.sync.status().refused).toEqual([]);
        expect(a.sync.delivery.delivery(delivered[0]!.id)).toBe('hereOnly');
        // Nor may it leave to make room.
        for (const { id } of delivered) expect(a.sync.delivery.owing()?.has(id)).toBe(true);
        await a.restart();
        await stands(a, 'known');
        await expect.poll(() => a.sync.status().hereOnly, soon).toBe(6);
        await expect.poll(() => a.sync.status().heldBack, soon).toBe(6);
      }
      await a.sync.sendHeldBack();
      await allSent(a);
      expect(await onServer(after, [...delivered, ...waiting, ...theirs])).toBe(9 + theirs.length);
      expect(a.sync.status().heldBack).toBe(0);
    },
    longTest,
  );
});

describe('after starting anew', () => {
  test(
    'what is edited goes by itself, and a restart in mid-comparison keeps the choice',
    async () => {
      const { a, after, delivered } = await replaced(false);
      a.line.intercept = (url) =>
        url.includes('/_changes')
          ? Response.json({ error: 'busy', reason: 'busy' }, { status: 503 })
          : undefined;
      await a.sync.chooseServer('startAnew');
      await stands(a, 'comparing');
      await a.restart();
      a.line.intercept = undefined;
      a.sync.wake();
      await expect.poll(() => a.sync.status().heldBack, soon).toBe(6);
      const [first] = delivered;
      const standing = withoutRxFields((await a.replica.shown(first!))!) as RecordOf<'patient'>;
      const { recordedBy: by, recordedAt: at, recordedOn: on } = standing;
      const edited = editedRecord(
        standing,
        standing.causality.vector,
        { name: 'Nguyễn Thị Sửa' },
        { dot: makeDot('00000000000000a1', 1), by, at, on },
      );
      expect(await a.replica.put(edited)).toEqual([]);
      await expect.poll(() => onServer(after, [first!]), soon).toBe(1);
      await expect.poll(() => a.sync.status().heldBack, soon).toBe(5);
    },
    longTest,
  );

  test(
    'filling the server after all lets go what was held back',
    async () => {
      const { a, after, delivered } = await replaced(false);
      await a.sync.chooseServer('startAnew');
      await expect.poll(() => a.sync.status().heldBack, soon).toBe(6);
      const third = await central();
      a.line.leadsTo = third;
      a.sync.wake();
      await stands(a, 'other');
      await a.sync.chooseServer('refill');
      await allSent(a);
      expect(await onServer(third, delivered)).toBe(6);
      expect(await onServer(after, delivered)).toBe(0);
    },
    longTest,
  );
});
