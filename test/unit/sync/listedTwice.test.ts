import { afterEach, expect, test } from 'vitest';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { firstFill } from '../../../shared/sync/firstFill.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import {
  batchRecords,
  endFills,
  endLater,
  fillServer,
  manyPatients,
  shown,
  signal,
} from './fillServer.ts';

afterEach(endFills);

test('invariant 2: a record that was here as one page of the list named it, and changed before the next page was read, comes as it is now', async () => {
  const there = await fillServer();
  const { patients, revisions } = await manyPatients(12);
  await there.put(revisions);
  let replica = await openNodeReplica();
  endLater(() => replica.close());
  await (await there.fill(replica)).run(signal);
  replica = await replica.reopen();
  let pages = 0;
  there.intercept = async ({ path }) => {
    if (path !== '_changes' || (pages += 1) !== 2) return undefined;
    const edits = patients.map((patient, index) =>
      arrival(rename(patient, 'Tên mới'), [revisions[index]!.rev]),
    );
    await there.put(await Promise.all(edits));
    return undefined;
  };
  const fill = firstFill({
    replica,
    client: there.client(),
    delivery: await trackDelivery(replica),
    batchRecords,
    listLimit: 5,
  });
  const { owed, since } = await fill.run(signal);
  expect(pages).toBeGreaterThan(2);
  expect((await there.client().changes({ since, limit: 10 })).results).toEqual([]);
  expect(owed).toEqual({});
  expect(await shown(replica, patients)).toBe(12);
  for (const patient of patients) {
    expect(await replica.shown(patient)).toMatchObject({ name: 'Tên mới' });
  }
  expect(fill.progress()).toMatchObject({ done: 12, total: 12 });
});
