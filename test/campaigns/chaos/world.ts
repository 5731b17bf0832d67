import type { Validation } from '../../../shared/central/embedded/validation.ts';
import { isShown, kinds } from '../../../shared/records/kinds.ts';
import type { Kind } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { Crashed } from './crashPoints.ts';
import type { Schedule } from './schedule.ts';
import { simulatedServer } from './server.ts';
import type { SimulatedServer } from './server.ts';
import { startStation } from './station.ts';
import type { Station } from './station.ts';
import { count, emptyTally } from './tally.ts';
import type { Invariant, Tally, Violation } from './tally.ts';
import type { Trees } from './trees.ts';
import { openLedger } from './writes.ts';
import type { Ledger } from './writes.ts';

export const recordKinds = (Object.keys(kinds) as Kind[]).filter((kind) => isShown(kind));

/** What people of one schedule mostly work on; spread evenly, they would seldom meet. */
export interface Focus {
  readonly kinds: readonly Kind[];
  /** Of a kind's merge units every n-th, from this one on. */
  readonly every: number;
  readonly at: number;
}

/** A record that the schedule made. */
export interface MadeRecord {
  readonly id: string;
  readonly kind: Kind;
  readonly patientId: string;
  /** Somebody wrote it past our programs: values may then stand that nobody would have kept. */
  foreign: boolean;
  /** A newer version wrote it: the body that must stay as it is. */
  newer: object | undefined;
}

/** Everything of one seed. */
export interface World {
  readonly schedule: Schedule;
  readonly trees: Trees;
  readonly ledger: Ledger;
  readonly servers: SimulatedServer[];
  readonly stations: Station[];
  readonly records: MadeRecord[];
  readonly tally: Tally;
  readonly violations: Violation[];
  /** Disagreements that a screen showed, `<record> <unit>`. */
  readonly disputes: Set<string>;
  readonly settles: { readonly recordId: string; readonly unitId: string }[];
  /** Steps so far: every clock of the campaign derives from it. */
  clock: number;
  readonly random: Random;
  readonly focus: Focus;
  readonly trace: ((line: object) => void) | undefined;
}

let trees = 0;

/** The world of a seed before its first step. */
export async function openWorld(
  schedule: Schedule,
  platform: Trees,
  validation: Validation,
  trace?: (line: object) => void,
): Promise<World> {
  const random = seededRandom(schedule.seed ^ 0x5eed);
  const every = random.whole(3, 6);
  const world: World = {
    schedule,
    trees: platform,
    ledger: openLedger(),
    servers: [],
    stations: [],
    records: [],
    tally: emptyTally(),
    violations: [],
    disputes: new Set(),
    settles: [],
    clock: 0,
    random,
    focus: {
      kinds: [random.pick(recordKinds), random.pick(recordKinds)],
      every,
      at: random.whole(0, every - 1),
    },
    trace,
  };
  for (let index = 0; index < schedule.servers; index += 1) {
    world.servers.push(simulatedServer(platform.open(newTreeName('central')), validation));
  }
  for (let index = 0; index < schedule.stations; index += 1) {
    await addStation(world, index % schedule.servers, newTreeName('noi'));
  }
  return world;
}

export function newTreeName(what: string): string {
  return `chaos-${what}-${String((trees += 1))}`;
}

/** Adds a station over a tree, with what that tree's profile knew. */
export async function addStation(
  world: World,
  server: number,
  treeName: string,
  like?: Station,
): Promise<Station> {
  const index = world.stations.length;
  const station = {
    name: `noi-${String(index + 1)}`,
    workstation: like?.workstation ?? `noi-${String(index + 1)}`,
    index,
    server,
    treeName,
    pouch: world.trees.open(treeName),
    snapshot: new Map(like?.snapshot),
    known: new Map([...(like?.known ?? [])].map(([id, writes]) => [id, new Set(writes)])),
    line: {
      cut: false,
      lost: undefined,
      emptyAnswer: false,
      refusedRow: false,
      withheldBody: undefined,
    },
    skewYears: 0,
    forms: [],
    saving: undefined,
  } as unknown as Station;
  world.stations.push(station);
  station.running = await startStation(station, world.ledger, world.random.hex(16));
  return station;
}

/** Ends the process of a station where it stands, and starts it again on the same tree. */
export async function restart(world: World, station: Station): Promise<void> {
  const { life, replica } = station.running;
  life.ended ??= life.armed ?? 'save: before the store';
  station.forms = [];
  station.saving = undefined;
  await replica.close();
  station.running = await startStation(station, world.ledger, world.random.hex(16));
}

/** Runs a step of a station; where its process ends in it, it is started again. */
export async function orCrash(
  world: World,
  station: Station,
  step: () => Promise<void>,
): Promise<void> {
  const { life } = station.running;
  try {
    await step();
  } catch (error) {
    if (!(error instanceof Crashed)) throw error;
  }
  if (!life.ended) return;
  count(world.tally.crash as Record<string, number>, life.ended);
  await restart(world, station);
}

export function violate(world: World, invariant: Invariant, text: string): void {
  world.violations.push({ invariant, text });
  world.tally.violated[invariant] += 1;
}

/** Lets go of everything that the world holds. */
export async function closeWorld(world: World): Promise<void> {
  for (const { running, pouch } of world.stations) {
    await running.replica.close();
    await world.trees.remove(pouch);
  }
  for (const { pouch } of world.servers) await world.trees.remove(pouch);
}
