import { pull, push, replicateServers } from './deliver.ts';
import { violate } from './world.ts';
import type { World } from './world.ts';

/** Within so many rounds everything must be quiet: nothing is sent, stored or written any more. */
export const roundsBound = 8;

/**
 * Mends everything and delivers until nothing changes any more. In a round every workstation sends
 * and receives once, in the same order.
 * @returns the rounds in which something still changed
 */
export async function heal(world: World): Promise<number> {
  for (const { line, running } of world.stations) {
    Object.assign(line, {
      cut: false,
      lost: undefined,
      emptyAnswer: false,
      refusedRow: false,
      withheldBody: undefined,
    });
    running.life.armed = undefined;
  }
  let before = await sequences(world);
  for (let round = 0; round < roundsBound + 4; round += 1) {
    await replicateServers(world);
    for (const station of world.stations) {
      station.running.delivery.retryRefused();
      await push(world, station);
      await pull(world, station, 500);
    }
    const after = await sequences(world);
    if (after === before && (await nothingWaits(world))) {
      if (round > roundsBound) violate(world, '3', `quiet only after ${String(round)} rounds`);
      return round;
    }
    before = after;
  }
  violate(world, '3', `not quiet after ${String(roundsBound + 4)} rounds`);
  return roundsBound + 4;
}

async function sequences(world: World): Promise<string> {
  const ofServers = await Promise.all(world.servers.map((server) => server.sequence()));
  const ofStations = await Promise.all(
    world.stations.map(({ running }) => running.store.sequence()),
  );
  return [...ofServers, ...ofStations].join(' ');
}

async function nothingWaits(world: World): Promise<boolean> {
  for (const { running } of world.stations) {
    if (running.delivery.waiting(1).length > 0) return false;
    if (Object.keys(running.pulled.owed).length > 0) return false;
  }
  return true;
}
