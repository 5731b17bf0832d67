import { afterEach, expect, test } from 'vitest';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { until } from '../../support/until.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const hourMs = 3_600_000;

test('a save on a connected workstation that has nothing to do goes out with no wait in between, in five requests', async () => {
  const server = await openTestCentral();
  cleanUps.push(() => server.remove());
  // Every wait that there is would take an hour: what goes in spite of that waited for none.
  const station = await openFaultyStation(server, {
    workstation: 'noi-1',
    timeoutMs: hourMs,
    pace: {
      shortestWaitMs: hourMs,
      longestWaitMs: hourMs,
      longestUnreachedWaitMs: hourMs,
      owedWaitMs: hourMs,
      unprovedWaitMs: hourMs,
      sealEveryMs: hourMs,
      refusedWaitMs: hourMs,
      refusedLongestWaitMs: hourMs,
    },
  });
  cleanUps.push(() => station.close());
  const { sync, replica, proxy } = station;
  await until(
    () => sync.status(),
    ({ server: { kind }, heardAt }) => kind === 'known' && heardAt !== undefined,
  );
  const asked: string[] = [];
  proxy.onAnswer(({ phase }) => {
    // The other loop goes on listening to the feed.
    if (phase !== 'changes') asked.push(phase);
  });
  for (let save = 0; save < 5; save += 1) {
    const patient = aPatient();
    await replica.put(patient);
    await until(
      () => sync.delivery.delivery(patient.id),
      (delivery) => delivery === 'onServer',
    );
    // What it lacks, the body, reading back; then our last witness, and a higher one.
    expect(asked.splice(0)).toEqual(['revsDiff', 'bulkDocs', 'bulkGet', 'witness', 'witness']);
    expect(sync.status().hereOnly).toBe(0);
  }
  expect(station.lies).toEqual([]);
});
