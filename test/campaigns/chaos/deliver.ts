import type { NewRevision } from '../../../shared/replica/leafStore.ts';
import { CentralFailure } from '../../../shared/sync/centralClient.ts';
import type { WireDocument } from '../../../shared/sync/centralClient.ts';
import { storeChanges, storeOwed } from '../../../shared/sync/pull.ts';
import { pullProgress } from '../../../shared/sync/pullState.ts';
import { pushBatch } from '../../../shared/sync/push.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { lineTo } from './line.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { orCrash } from './world.ts';
import type { World } from './world.ts';

const now = () => '2026-11-23T14:05:00.000+07:00';

function line(world: World, station: Station, flow: 'push' | 'pull') {
  return lineTo(world.servers[station.server]!, station, flow, (event) =>
    count(world.tally.faults, event),
  );
}

async function unlessUnreachable(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof CentralFailure)) throw error;
  }
}

/** The witness that the loops leave behind what was read back. */
function seal({ running }: Station): Promise<void> {
  return running.delivery.seal(async () => undefined);
}

/** Sends what waits, as the push loop does, until nothing more can be proved. */
export function push(world: World, station: Station): Promise<void> {
  return orCrash(world, station, () =>
    unlessUnreachable(async () => {
      const { replica, delivery } = station.running;
      for (let batch = 0; batch < 20 && delivery.waiting(1).length > 0; batch += 1) {
        const client = line(world, station, 'push');
        if ((await pushBatch(replica, client, delivery, now)) > 0) break;
      }
      await seal(station);
      await delivery.checkpoint();
    }),
  );
}

/** Follows the feed to its end, as the pull loop does. */
export function pull(world: World, station: Station, pageSize: number): Promise<void> {
  return orCrash(world, station, () =>
    unlessUnreachable(async () => {
      const { running } = station;
      for (;;) {
        const client = line(world, station, 'pull');
        const page = await client.changes({ since: running.pulled.since, limit: pageSize });
        const progress = pullProgress(running.replica, running.pulled);
        await storeChanges(running.replica, client, running.delivery, progress, page);
        running.pulled = progress.state();
        if (Object.keys(running.pulled.owed).length > 0) {
          await storeOwed(running.replica, client, progress);
          running.pulled = progress.state();
        }
        await seal(station);
        if (page.results.length < pageSize) return;
      }
    }),
  );
}

/** Reads a page of the feed that was read before once more, in another order. */
export function repeatPage(world: World, station: Station, seed: number): Promise<void> {
  const random = seededRandom(seed);
  return orCrash(world, station, () =>
    unlessUnreachable(async () => {
      const { running } = station;
      const client = line(world, station, 'pull');
      const since = random.whole(0, Number(running.pulled.since));
      const page = await client.changes({ since, limit: random.whole(1, 50) });
      const again = { ...page, results: shuffled(page.results, random) };
      const { owed } = running.pulled;
      const progress = pullProgress(running.replica, { since, owed });
      await storeChanges(running.replica, client, running.delivery, progress, again);
      running.pulled = progress.state();
    }),
  );
}

/**
 * Hands over leaves that the server holds by another way than the feed: some twice, in any order,
 * in two batches.
 */
export function redeliver(
  world: World,
  station: Station,
  seed: number,
  fault: 'duplicate' | 'reorder',
): Promise<void> {
  const random = seededRandom(seed);
  return orCrash(world, station, async () => {
    if (station.line.cut) return;
    const all = await world.servers[station.server]!.leaves();
    const chosen = all.filter(() => random.chance(0.6));
    const twice =
      fault === 'duplicate' ? [...chosen, ...chosen.filter(() => random.chance(0.5))] : chosen;
    const leaves = shuffled(twice, random).map(revisionOf);
    if (leaves.length === 0) return;
    count(world.tally.faults, fault);
    const half = random.whole(0, leaves.length);
    const { replica, life } = station.running;
    await replica.receive(leaves.slice(0, half));
    life.step('arrival: between two batches');
    await replica.receive(leaves.slice(half));
  });
}

function revisionOf(document: WireDocument): NewRevision {
  const { _id, _rev, _deleted, _revisions, ...body } = document;
  return {
    id: _id,
    rev: _rev,
    ancestors: _revisions.ids.slice(1),
    deleted: _deleted === true,
    body,
    origin: 'server',
  };
}

/** Two servers exchange what they hold, as CouchDB's own replication does. */
export async function replicateServers(world: World): Promise<void> {
  const [first, second] = world.servers;
  if (!first || !second) return;
  for (const [from, to] of [
    [first, second],
    [second, first],
  ] as const) {
    const leaves = await from.leaves();
    if (leaves.length > 0) await to.store(leaves, false);
  }
}

export function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value): [number, T] => [random.next(), value])
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}
