import { afterEach, describe, expect, test } from 'vitest';
import { openTestCentral } from '../../support/central.ts';
import { aPatient } from '../../support/builders/records.ts';
import { packsOf } from '../../support/replica/packsInMemory.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A workstation that was filled with what another one has sent; nothing is moved by itself here. */
async function filled(count: number) {
  const central = await openTestCentral();
  cleanUps.push(() => central.remove());
  const first = await openSyncStation(central);
  cleanUps.push(() => first.close());
  const patients = Array.from({ length: count }, () => aPatient());
  for (const patient of patients) expect(await first.replica.put(patient)).toEqual([]);
  await expect.poll(() => first.sync.status().hereOnly, { timeout: 20_000 }).toBe(0);
  const account = await central.addAccount('noi-2');
  const station = await openSyncStation({ ...central, account }, { workstation: 'noi-2' });
  cleanUps.push(() => station.close());
  await isFilled(station);
  return { central, patients, station };
}

async function isFilled(station: SyncStation): Promise<void> {
  const ended = () => {
    const { heardAt, firstFill, owed } = station.sync.status();
    return heardAt !== undefined && firstFill === undefined && owed === 0;
  };
  await expect.poll(ended, { timeout: 20_000 }).toBe(true);
}

const here = async ({ replica }: SyncStation, records: readonly { id: string }[]) =>
  (await replica.memory.documents(records.map(({ id }) => id))).size;

describe('first fill into packs', () => {
  test('a pack that cannot be read any more is fetched again, and its remains go', async () => {
    const { patients, station } = await filled(12);
    const packs = packsOf(station.replica.name);
    expect(packs.size).toBeGreaterThan(0);
    for (const number of packs.keys()) packs.set(number, new Uint8Array(100));
    const damaged = new Set(packs.keys());
    await station.restart();
    expect(await here(station, patients)).toBe(0);
    await expect.poll(() => here(station, patients), { timeout: 20_000 }).toBe(12);
    await isFilled(station);
    await expect.poll(() => [...packs.keys()].some((one) => damaged.has(one))).toBe(false);
    await station.restart();
    expect(await here(station, patients)).toBe(12);
  });

  test('invariant 7: after the server was emptied, what lies in packs counts as here only', async () => {
    const { central, patients, station } = await filled(12);
    expect(packsOf(station.replica.name).size).toBeGreaterThan(0);
    await station.sync.delivery.demote();
    station.sync.delivery.feedEnded();
    expect(station.sync.status().hereOnly).toBe(12);
    expect(await station.sync.delivery.takeUnnamed()).toBe(true);
    expect(station.sync.delivery.waiting(100)).toHaveLength(12);
    expect(patients.map(({ id }) => id)).toContain(station.sync.delivery.waiting(1)[0]!.id);
    void central;
  });
});
