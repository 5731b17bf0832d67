import { expect, test } from 'vitest';
import { openCharts } from '../../../shared/sync/keepCharts.ts';
import type { Charts } from '../../../shared/sync/keepCharts.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import { copyDatabase } from '../../support/centralBackup.ts';
import {
  allSent,
  central,
  cleanUps,
  longTest,
  patients,
  put,
  soon,
  stands,
  station,
} from './recognising.ts';

/**
 * A workstation beyond its bound, whose charts go as soon as they may; only IndexedDB can take them
 * from a disk, so here it is told which would have gone.
 */
async function wantsRoom(at: SyncStation): Promise<{ charts: Charts; gone: string[] }> {
  const gone: string[] = [];
  const charts = await openCharts({
    replica: {
      ...at.replica,
      async evict({ patientIds, mayGo }) {
        gone.push(...patientIds.filter(mayGo));
        return { patientIds: [], ids: [], revisions: 0, bytes: 0 };
      },
    },
    client: at.client,
    wards: [],
    bound: { records: 1, megabytes: 1 },
    estimate: async () => undefined,
    canEvict: true,
  });
  cleanUps.push(() => charts.stop());
  return { charts, gone };
}

test(
  'invariant 8: a chart that a server silently gone back doesn’t have any more is not evicted',
  async () => {
    const [server, standby] = [await central(), await central()];
    const a = await station(server);
    await put(a, patients(2));
    await allSent(a);
    await stands(a, 'known');
    await copyDatabase(server, standby);
    const [since] = patients(1);
    const { charts, gone } = await wantsRoom(a);
    await put(a, [since!]);
    await allSent(a);
    // As a backup that is restored behind a gateway: no connection breaks, and nobody is told.
    a.line.leadsTo = standby;
    charts.follow(a.sync);
    await charts.measure();
    expect(gone).toEqual([]);
    // The doubt leads to a comparison, and when the server has it again, it may go.
    await expect
      .poll(async () => {
        await charts.measure();
        return gone.includes(since!.patientId);
      }, soon)
      .toBe(true);
    const { couch, database } = standby;
    const { status } = await couch.ask('GET', `${database}/${encodeURIComponent(since!.id)}`);
    expect(status).toBe(200);
  },
  longTest,
);

test('a chart that the server has goes as soon as it is asked', async () => {
  const a = await station(await central());
  const [mine] = patients(1);
  const { charts, gone } = await wantsRoom(a);
  await put(a, [mine!]);
  await allSent(a);
  charts.follow(a.sync);
  await charts.measure();
  expect(gone).toContain(mine!.patientId);
});

test('no chart goes while the server can’t be asked', async () => {
  const a = await station(await central());
  const { charts, gone } = await wantsRoom(a);
  await put(a, patients(1));
  await allSent(a);
  a.line.intercept = (url) =>
    url.includes('/_local/witness-') ? new Response('busy', { status: 503 }) : undefined;
  charts.follow(a.sync);
  await charts.measure();
  expect(gone).toEqual([]);
});
