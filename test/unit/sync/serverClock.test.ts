import { afterEach, describe, expect, test } from 'vitest';
import { knownTimes } from '../../../renderer/features/times/useKnownTimes.ts';
import { timeDoubt } from '../../../shared/clinical/statedTime.ts';
import type { KnownTimes } from '../../../shared/clinical/statedTime.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { serverClock } from '../../../shared/sync/serverClock.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

/** A clock that somebody may set, and one that nobody can. */
function clocks(startMs: number) {
  let wallMs = startMs;
  let steadyMs = 0;
  const clock = serverClock(
    () => wallMs,
    () => steadyMs,
  );
  const pass = (ms: number) => {
    wallMs += ms;
    steadyMs += ms;
  };
  return {
    clock,
    pass,
    set: (ms: number) => (wallMs += ms),
    /** One exchange with a server that is ahead by so much, on a line of this round trip. */
    exchange(aheadMs: number, roundTripMs = 40) {
      const asked = clock.asked();
      pass(roundTripMs / 2);
      const date = new Date(wallMs + aheadMs).toUTCString();
      pass(roundTripMs / 2);
      return asked(date);
    },
  };
}
const noon = Date.UTC(2026, 10, 23, 5, 0, 0, 700);

describe("the server's clock, estimated at every exchange", () => {
  test('is known within a second of what it is, at half of the round trip', () => {
    const { clock, exchange } = clocks(noon);
    expect(clock.offset()).toBeUndefined();
    exchange(-90_000, 4000)();
    expect(Math.abs(clock.offset()!.offsetMs + 90_000)).toBeLessThanOrEqual(1000);
    expect(clock.offset()!.measuredAtMs).toBe(noon + 4000);
  });

  test('is the median of the last five: one answer that tells a wrong time moves nothing', () => {
    const { clock, exchange, pass } = clocks(noon);
    for (const ahead of [5000, 5000, 7_200_000, 5000]) {
      exchange(ahead)();
      pass(30_000);
    }
    expect(Math.abs(clock.offset()!.offsetMs - 5000)).toBeLessThanOrEqual(1000);
    for (let times = 0; times < 5; times += 1) exchange(60_000)();
    expect(Math.abs(clock.offset()!.offsetMs - 60_000)).toBeLessThanOrEqual(1000);
  });

  test("isn't told by an answer that was long on its way, that has no date, or that isn't the server's", () => {
    const { clock, exchange } = clocks(noon);
    exchange(0, 25_000)();
    clock.asked()(null)();
    clock.asked()('yesterday')();
    exchange(0);
    expect(clock.offset()).toBeUndefined();
  });

  test('is forgotten when somebody sets this clock, and measured anew', () => {
    const { clock, exchange, set } = clocks(noon);
    exchange(600_000)();
    set(600_000);
    expect(clock.offset()).toBeUndefined();
    exchange(0)();
    expect(Math.abs(clock.offset()!.offsetMs)).toBeLessThanOrEqual(1000);
  });
});

describe('peers 8: a workstation whose clock is three years off', () => {
  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  const soon = { timeout: 15_000, interval: 50 };
  const threeYearsMs = 3 * 365 * 86_400_000;

  test.each([
    ['behind', -threeYearsMs],
    ['ahead', threeYearsMs],
  ])(
    'invariants 2 and 3: %s, it knows it, and saves, syncs and joins as any other',
    async (_, offMs) => {
      const server = await openTestCentral();
      cleanUps.push(() => server.remove());
      const open = async (clockOffByMs: number, workstation: string): Promise<SyncStation> => {
        const station = await openSyncStation(server, { clockOffByMs, workstation });
        cleanUps.push(() => station.close());
        return station;
      };
      const [wrong, right] = [await open(offMs, 'noi-2'), await open(0, 'noi-1')];
      const offset = (station: SyncStation) => station.sync.status().clock?.offsetMs ?? NaN;
      await expect.poll(() => Math.abs(offset(wrong) + offMs) < 3000, soon).toBe(true);
      await expect.poll(() => Math.abs(offset(right)) < 3000, soon).toBe(true);

      const at = (station: SyncStation) => localInstant(station.now());
      const patient = aPatient({ name: 'Lò Văn Pành' }, someWrite({ at: at(wrong) }));
      await wrong.replica.put(patient);
      const shown = async (station: SyncStation) => {
        const document = await station.replica.shown(patient);
        return document && (withoutRxFields(document) as RecordOf<'patient'>);
      };
      const name = (station: SyncStation) => async () => (await shown(station))?.name;
      await expect.poll(name(right), soon).toBe('Lò Văn Pành');

      // The other one knows by how much that clock is off, and since when by its own count.
      await expect
        .poll(
          () => {
            right.sync.wake();
            const peer = right.sync.status().peers.find((one) => one.workstation === 'noi-2');
            const [found] = peer?.wrongClock ?? [];
            return found && timeDoubt({ at: patient.recordedAt, on: 'noi-2' }, knownBy(right));
          },
          { ...soon, interval: 300 },
        )
        .toMatchObject({ kind: 'wrongClock' });
      const doubt = timeDoubt({ at: patient.recordedAt, on: 'noi-2' }, knownBy(right));
      expect(Math.abs((doubt as { offsetMs: number }).offsetMs + offMs)).toBeLessThan(3000);
      expect(timeDoubt({ at: patient.recordedAt, on: 'noi-1' }, knownBy(right))?.kind).toBe(
        offMs > 0 ? 'ahead' : undefined,
      );

      // Who has seen a value replaces it, whatever the two clocks say.
      const rename = async (station: SyncStation, to: string, dot: string) => {
        const standing = (await shown(station))!;
        await station.replica.put(
          editedRecord<'patient'>(
            standing,
            standing.causality.vector,
            { name: to },
            someWrite({ at: at(station), dot }),
          ),
        );
      };
      await rename(right, 'Lò Văn Panh', 'aaaaaaaaaaaaaaa3.1');
      await expect.poll(name(wrong), soon).toBe('Lò Văn Panh');
      await rename(wrong, 'Lò Văn Pành', 'bbbbbbbbbbbbbbb3.1');
      await expect.poll(name(right), soon).toBe('Lò Văn Pành');

      // Who hasn't seen it leaves both.
      for (const station of [wrong, right]) station.line.cut = true;
      await rename(right, 'Từ máy đúng giờ', 'aaaaaaaaaaaaaaa3.2');
      await rename(wrong, 'Từ máy sai giờ', 'bbbbbbbbbbbbbbb3.2');
      for (const station of [wrong, right]) {
        station.line.cut = false;
        station.sync.wake();
      }
      for (const station of [wrong, right]) {
        await expect
          .poll(async () => (await shown(station))?.causality.siblings?.['name'], soon)
          .toHaveLength(2);
        await expect.poll(() => station.sync.status().hereOnly, soon).toBe(0);
      }
      expect(await shown(wrong)).toEqual(await shown(right));
    },
  );
});

/** What a page on this workstation would judge stated times by. */
function knownBy({ sync, now }: SyncStation): KnownTimes {
  const { nowMs, clocks } = knownTimes(sync.status(), 'noi-1', localInstant(now()));
  return { nowMs, wrongClocks: new Map(clocks) };
}
