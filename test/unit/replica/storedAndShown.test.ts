import { afterEach, describe, expect, test } from 'vitest';
import { StoreFailed } from '../../../shared/replica/leafStore.ts';
import type { LeafStore } from '../../../shared/replica/leafStore.ts';
import { sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { patient as patientKind } from '../../../shared/records/patient.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { receiveApart } from '../../../shared/sync/receiveApart.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import { endFills, endLater, fillServer } from '../sync/fillServer.ts';

afterEach(endFills);

const soon = { timeout: 15_000, interval: 30 };

/** A store that takes what arrives and then fails: when it is read again, or when a join is written. */
async function failingReplica() {
  const disk = { fails: undefined as 'read' | 'join' | undefined, hasWritten: false };
  const replica = await openNodeReplica(undefined, (store: LeafStore) => ({
    ...store,
    async read(ids, known) {
      if (disk.fails === 'read' && disk.hasWritten) throw new StoreFailed('failed');
      return store.read(ids, known);
    },
    async write(revisions, durability) {
      const isJoin = revisions.every(({ origin }) => origin === 'local');
      if (disk.fails === 'join' && isJoin) throw new StoreFailed('full');
      await store.write(revisions, durability);
      disk.hasWritten = true;
    },
  }));
  endLater(() => replica.close());
  return { replica, disk };
}

describe('what is stored is shown', () => {
  test.each(['read', 'join'] as const)(
    'invariant 2: also where the disk failed in the %s behind it, without another start',
    async (what) => {
      const there = await fillServer();
      const { replica, disk } = await failingReplica();
      const sync = await startSync({
        replica,
        client: there.client(),
        now: () => new Date().toISOString(),
        pace: { longPollMs: 300, shortestWaitMs: 50, longestWaitMs: 200 },
      });
      endLater(() => sync.stop());
      await expect.poll(() => sync.status().heardAt, soon).toBeDefined();
      const patient = aPatient();
      const root = await arrival(patient);
      await there.put([root]);
      await expect.poll(() => replica.shown(patient), soon).toBeDefined();
      const named = (name: string, dot: string) =>
        editedRecord<'patient'>(patient, patient.causality.vector, { name }, someWrite({ dot }));
      disk.hasWritten = false;
      disk.fails = what;
      await there.put([
        await arrival(named('Một', '1111111111111111.1'), [root.rev]),
        await arrival(named('Hai', '2222222222222222.1'), [root.rev]),
      ]);
      await expect.poll(() => sync.status().receiving.kind, soon).toBe('fault');
      // A start reads only what comes after a snapshot.
      await expect(replica.writeSnapshot()).rejects.toThrow(StoreFailed);
      disk.fails = undefined;
      await expect.poll(() => sync.status().receiving.kind, soon).toBe('online');
      const names = async () => {
        const shown = (await replica.shown(patient)) as unknown as CausalRecord;
        return sidesOf(patientKind.units, shown, 'name').map(({ value }) => value);
      };
      await expect.poll(names, soon).toEqual(expect.arrayContaining(['Một', 'Hai']));
      const leaves = (await replica.store.read([patient.id])).get(patient.id)!;
      expect(leaves.filter(({ deleted }) => !deleted)).toHaveLength(1);
    },
  );

  test('invariant 6: a disk that fails to read is no fault of what arrives: nothing is set aside for it', async () => {
    const replica = await openNodeReplica();
    endLater(() => replica.close());
    const patient = aPatient();
    const root = await arrival(patient);
    await replica.receive([root]);
    const leaf = await arrival(rename(patient, 'Sau đó'), [root.rev]);
    const { get } = replica.pouch;
    replica.pouch.get = (() =>
      Promise.reject(new Error('the connection is closing'))) as typeof get;
    await expect(receiveApart(replica, [leaf])).rejects.toThrow(StoreFailed);
    replica.pouch.get = get;
    expect(await receiveApart(replica, [leaf])).toEqual([]);
    expect(await replica.shown(patient)).toMatchObject({ name: 'Sau đó' });
  });
});
