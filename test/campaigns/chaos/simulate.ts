import type { Validation } from '../../../shared/central/embedded/validation.ts';
import { count } from './tally.ts';
import { pull, push, redeliver, repeatPage, replicateServers } from './deliver.ts';
import { foreignAct, writeNewerVersion } from './foreign.ts';
import { heal } from './heal.ts';
import { checkDelivery, checkEverything } from './invariants.ts';
import { sayWhoIsWhom } from './links.ts';
import { collide, crowd } from './meetings.ts';
import { create, openForm, saveForm, settle, showsDisagreement } from './persons.ts';
import type { Operation, Schedule } from './schedule.ts';
import type { Station } from './station.ts';
import type { Tally, Violation } from './tally.ts';
import type { Trees } from './trees.ts';
import {
  addStation,
  closeWorld,
  newTreeName,
  openWorld,
  orCrash,
  restart,
  violate,
} from './world.ts';
import type { World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly tally: Tally;
  readonly violations: readonly Violation[];
}

export interface Platform {
  readonly trees: Trees;
  readonly validation: Validation;
}

/** Plays a schedule to its end, heals, and checks. Every run of one schedule is the same run. */
export async function simulate(
  schedule: Schedule,
  platform: Platform,
  trace?: (line: object) => void,
): Promise<Outcome> {
  const world = await openWorld(schedule, platform.trees, platform.validation, trace);
  try {
    for (const operation of schedule.operations) {
      world.clock += 1;
      trace?.({ operation });
      await perform(world, operation);
    }
    const rounds = await heal(world);
    world.tally.roundsMax = rounds;
    await checkEverything(world);
  } catch (error) {
    violate(
      world,
      '1',
      `broke down: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  } finally {
    await closeWorld(world);
  }
  world.tally.seeds = 1;
  return { seed: schedule.seed, tally: world.tally, violations: world.violations };
}

async function perform(world: World, operation: Operation): Promise<void> {
  const { n, seed } = operation;
  if (operation.act === 'replicateServers') {
    if (world.servers.length > 1) count(world.tally.faults, 'serverConflict');
    return replicateServers(world);
  }
  if ('server' in operation) {
    switch (operation.act) {
      case 'newerVersion':
        return writeNewerVersion(world, operation.server, n, seed);
      case 'foreign':
        return foreignAct(world, operation.server, n, seed, operation.what);
      case 'compact':
        count(world.tally.faults, 'compact');
        await world.servers[operation.server]!.pouch.compact();
        return;
      default:
        throw new Error('no such act for a server');
    }
  }
  // A copied profile may have been left out of a minimised schedule.
  const station = world.stations[operation.station]!;
  switch (operation.act) {
    case 'collide':
      return collide(world, station, world.stations[operation.other]!, n, seed);
    case 'crowd':
      return crowd(world, station, world.stations[operation.other]!, n, seed);
    case 'sayWhoIsWhom':
      return orCrash(world, station, () => sayWhoIsWhom(world, station, n, seed, operation.what));
    case 'create':
      return orCrash(world, station, () => create(world, station, n, seed));
    case 'edit':
      return orCrash(world, station, async () => {
        const form = await openForm(world, station, seed);
        if (form) await saveForm(world, station, form, n, seed);
      });
    case 'settle': {
      // Whoever sees one: the first station from this one on.
      for (let next = 0; next < world.stations.length; next += 1) {
        const other = world.stations[(operation.station + next) % world.stations.length]!;
        if (!(await showsDisagreement(world, other))) continue;
        return orCrash(world, other, () => settle(world, other, n, seed));
      }
      return;
    }
    case 'openForm':
      return orCrash(world, station, async () => {
        const form = await openForm(world, station, seed);
        if (form) station.forms.push(form);
      });
    case 'saveForm':
      return orCrash(world, station, async () => {
        const form = station.forms.shift();
        if (!form) return;
        count(world.tally.faults, 'staleForm');
        await saveForm(world, station, form, n, seed);
      });
    case 'sync':
      await push(world, station);
      await pull(world, station, 1 + (seed % 40));
      if (seed % 4 === 0) await checkDelivery(world, station);
      return;
    case 'push':
      return push(world, station);
    case 'pull':
      return pull(world, station, 1 + (seed % 40));
    default:
      return disturb(world, station, operation);
  }
}

async function disturb(
  world: World,
  station: Station,
  operation: Extract<Operation, { station: number }>,
): Promise<void> {
  const { seed } = operation;
  const { line } = station;
  switch (operation.act) {
    case 'cut':
      line.cut = true;
      return;
    case 'mend':
      line.cut = false;
      return;
    case 'reopen':
      return restart(world, station);
    case 'snapshot':
      return orCrash(world, station, () => station.running.replica.writeSnapshot());
    case 'duplicate':
    case 'reorder':
      return redeliver(world, station, seed, operation.act);
    case 'repeatPage':
      count(world.tally.faults, 'duplicate');
      return repeatPage(world, station, seed);
    case 'skew':
      if (operation.years !== 0) count(world.tally.faults, 'skew');
      station.skewYears = operation.years;
      return;
    case 'crash':
      station.running.life.armed = operation.point;
      return;
    case 'lostAnswer':
      line.lost = operation.request;
      return;
    case 'emptyAnswer':
      line.emptyAnswer = true;
      return;
    case 'refusedRow':
      line.refusedRow = true;
      return;
    case 'withheldBody':
      line.withheldBody = line.withheldBody === undefined ? seed : undefined;
      return;
    case 'copyProfile': {
      if (!world.trees.copy || world.stations.length >= 8) return;
      count(world.tally.faults, 'copiedProfile');
      const treeName = newTreeName('noi');
      await world.trees.copy(station.treeName, treeName);
      await addStation(world, station.server, treeName, station);
      return;
    }
    default:
      throw new Error(`no such act for a station: ${operation.act}`);
  }
}
