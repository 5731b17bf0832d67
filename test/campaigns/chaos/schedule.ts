import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { crashPoints } from './crashPoints.ts';
import type { CrashPoint } from './crashPoints.ts';

/** Requests whose answer may be lost after the server has done what they ask. */
export const lossyRequests = ['bulkDocs', 'bulkGet', 'changes', 'revsDiff'] as const;

/** What a server, or something before it, may do to one request. */
export const lineFaults = ['emptyAnswer', 'withheldBody', 'refusedRow'] as const;

/** What somebody without our programs may do to a record on a server. */
export const foreignActs = ['edit', 'editWithoutCausality', 'branch', 'delete', 'damage'] as const;

/** What somebody may say of two patients. */
export const saidOfTwo = ['link', 'part', 'different', 'later'] as const;

/**
 * One step of a schedule. Each says everything that it needs with a seed of its own, and picks what
 * it works on by a hash, so that a step means the same when others are left out.
 */
export type Operation = { readonly n: number; readonly seed: number } & (
  | {
      readonly act: 'create' | 'edit' | 'settle' | 'openForm' | 'saveForm';
      readonly station: number;
    }
  | { readonly act: 'sync' | 'push' | 'pull'; readonly station: number }
  | { readonly act: 'cut' | 'mend' | 'reopen' | 'snapshot'; readonly station: number }
  | { readonly act: 'duplicate' | 'reorder' | 'repeatPage'; readonly station: number }
  | { readonly act: 'skew'; readonly station: number; readonly years: number }
  | { readonly act: 'crash'; readonly station: number; readonly point: CrashPoint }
  | {
      readonly act: 'lostAnswer';
      readonly station: number;
      readonly request: (typeof lossyRequests)[number];
    }
  | { readonly act: (typeof lineFaults)[number]; readonly station: number }
  | {
      readonly act: 'sayWhoIsWhom';
      readonly station: number;
      readonly what: (typeof saidOfTwo)[number];
    }
  | { readonly act: 'copyProfile'; readonly station: number }
  | { readonly act: 'collide' | 'crowd'; readonly station: number; readonly other: number }
  | { readonly act: 'newerVersion' | 'compact'; readonly server: number }
  | {
      readonly act: 'foreign';
      readonly server: number;
      readonly what: (typeof foreignActs)[number];
    }
  | { readonly act: 'replicateServers' }
);

export type Act = Operation['act'];

export interface Schedule {
  readonly seed: number;
  readonly stations: number;
  readonly servers: number;
  readonly operations: readonly Operation[];
}

/** Acts of every schedule; who is whom is said besides, in some (`withLinks`). */
type DrawnAct = Exclude<Act, 'sayWhoIsWhom'>;

const weights: readonly (readonly [DrawnAct, number])[] = [
  ['create', 12],
  ['edit', 40],
  ['collide', 7],
  ['crowd', 3],
  ['settle', 10],
  ['openForm', 8],
  ['saveForm', 8],
  ['sync', 17],
  ['push', 5],
  ['pull', 8],
  ['cut', 4],
  ['mend', 4],
  ['reopen', 2],
  ['snapshot', 1],
  ['duplicate', 2],
  ['reorder', 2],
  ['repeatPage', 2],
  ['skew', 2],
  ['crash', 15],
  ['lostAnswer', 3],
  ['emptyAnswer', 2],
  ['withheldBody', 2],
  ['refusedRow', 2],
  ['copyProfile', 1.5],
  ['newerVersion', 0.6],
  ['foreign', 4],
  ['replicateServers', 5],
  ['compact', 1],
];

/** Where a process seldom comes by, it is told to end more often. */
const crashWeights = crashPoints.map((point): readonly [CrashPoint, number] => [
  point,
  /^join|between|^push checkpoint/.test(point) ? 4 : 1,
]);

/** Acts that a schedule of one server, or of a platform that can't copy a profile, goes without. */
const needsTwoServers: readonly Act[] = ['replicateServers'];

/** The schedule of a seed. */
export function scheduleOf(seed: number, length = 36): Schedule {
  const random = seededRandom(seed);
  const stations = random.whole(3, 6);
  const servers = random.chance(0.3) ? 2 : 1;
  const possible = weights.filter(([act]) => servers > 1 || !needsTwoServers.includes(act));
  const operations: Operation[] = [];
  for (let n = 1; n <= length; n += 1) {
    // There is something to work on first, and everybody has it in most schedules.
    const act = n <= 3 ? 'create' : n === 4 ? 'sync' : random.weighted(possible);
    operations.push(operationOf(act, n, random, stations, servers));
    if (n === 4 && random.chance(0.8)) {
      for (let station = 0; station < stations; station += 1) {
        operations.push({ n: 1000 + station, seed: 0, act: 'pull', station });
      }
    }
  }
  return { seed, stations, servers, operations: withLinks(operations, seed, stations) };
}

/** In some schedules people also say who is whom: often enough that what they say meets. */
function withLinks(
  operations: readonly Operation[],
  seed: number,
  stations: number,
): readonly Operation[] {
  const random = seededRandom(seed ^ 0x11_4e5);
  if (!random.chance(0.2)) return operations;
  const said = Array.from({ length: random.whole(10, 20) }, (_unused, place) => {
    const what = random.weighted([
      ['link', 6],
      ['part', 3],
      ['different', 2],
      ['later', 1],
    ] as const);
    const operation = {
      n: 2000 + place,
      seed: random.whole(1, 0x7fff_ffff),
      act: 'sayWhoIsWhom' as const,
      station: random.whole(0, stations - 1),
      what,
    };
    return { at: random.whole(5, operations.length), operation };
  });
  return [
    ...operations.slice(0, 4),
    ...operations
      .slice(4)
      .flatMap((operation, index) => [
        operation,
        ...said.filter(({ at }) => at === index + 5).map((one) => one.operation),
      ]),
  ];
}

function operationOf(
  act: DrawnAct,
  n: number,
  random: Random,
  stations: number,
  servers: number,
): Operation {
  const common = { n, seed: random.whole(1, 0x7fff_ffff) };
  const station = n <= 4 ? 0 : random.whole(0, stations - 1);
  const server = random.whole(0, servers - 1);
  switch (act) {
    case 'skew':
      return { ...common, act, station, years: random.whole(-9, 9) };
    case 'crash':
      return { ...common, act, station, point: random.weighted(crashWeights) };
    case 'lostAnswer':
      return { ...common, act, station, request: random.pick(lossyRequests) };
    case 'collide':
    case 'crowd':
      return {
        ...common,
        act,
        station,
        other: (station + random.whole(1, stations - 1)) % stations,
      };
    case 'newerVersion':
    case 'compact':
      return { ...common, act, server };
    case 'foreign':
      return { ...common, act, server, what: random.pick(foreignActs) };
    case 'replicateServers':
      return { ...common, act };
    default:
      return { ...common, act, station };
  }
}
