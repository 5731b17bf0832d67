import { expect, test, vi } from 'vitest';
import { editedRecord } from '../../../shared/records/write.ts';
import { leavesPerStep } from '../../../shared/replica/boundedSteps.ts';
import type { NewRevision } from '../../../shared/replica/leafStore.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { arrival, leavesOf } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';

test('invariants 2 and 6: 300 leaves of one record are joined in bounded steps, and a save comes in between', async () => {
  const inOneWrite: number[] = [];
  const replica = await openNodeReplica(undefined, (store) => ({
    ...store,
    async write(revisions, durability) {
      inOneWrite.push(revisions.length);
      await store.write(revisions, durability);
    },
  }));
  const born = aPatient();
  const first = await arrival(born);
  await replica.receive([first]);
  const leaves: NewRevision[] = [];
  for (let index = 1; index <= 300; index += 1) {
    const dot = `f${index.toString(16).padStart(15, '0')}.1`;
    const edit = { name: `Nguyễn Thị Mẫu ${String(index)}` };
    const body = editedRecord<'patient'>(born, born.causality.vector, edit, someWrite({ dot }));
    leaves.push(await arrival(body, [first.rev]));
  }
  inOneWrite.length = 0;
  const opened = vi.spyOn(replica.pouch, 'get');
  const other = aPatient();
  const order: string[] = [];
  const received = replica.receive(leaves).then(() => order.push('received'));
  const saved = replica.put(other).then(() => order.push('saved'));
  await Promise.all([received, saved]);

  expect(order).toEqual(['saved', 'received']);
  // What arrived, or its join and a tombstone for each: no write is larger than a step and two.
  expect(Math.max(...inOneWrite)).toBeLessThanOrEqual(leavesPerStep + 2);
  // PouchDB reads the whole tree for each body: what came or was written a moment ago isn't opened.
  expect(opened.mock.calls.length).toBeLessThan(10);
  const live = (await leavesOf(replica, born.id)).filter(({ deleted }) => !deleted);
  expect(live).toHaveLength(1);
  const shown = (await replica.shown(born)) as unknown as typeof born;
  expect(shown.causality.siblings?.['name']).toHaveLength(300);
  await replica.close();
}, 60_000);
