import { beforeAll, describe, expect, test } from 'vitest';
import { unhit } from '../campaigns/chaos/coverage.ts';
import { roundsBound } from '../campaigns/chaos/heal.ts';
import { minimise } from '../campaigns/chaos/minimise.ts';
import type { Operation } from '../campaigns/chaos/schedule.ts';
import { scheduleOf } from '../campaigns/chaos/schedule.ts';
import { nodePlatform, playSeeds } from '../campaigns/chaos/seeds.ts';
import { simulate } from '../campaigns/chaos/simulate.ts';
import type { Outcome, Platform } from '../campaigns/chaos/simulate.ts';
import { addTally, emptyTally } from '../campaigns/chaos/tally.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await nodePlatform();
});

/** What a schedule broke, in words. */
const broken = ({ seed, violations }: Outcome) =>
  violations.map(({ invariant, text }) => `seed ${seed}, invariant ${invariant}: ${text}`);

describe('invariants 1-4 and 7, after partitions, crashes, duplicates and foreign hands', () => {
  const tally = emptyTally();

  test.each([1, 51, 101, 151])('50 seeds from %i on', async (from) => {
    const failures: string[] = [];
    await playSeeds({ from, count: 50, step: 1 }, platform, (outcome) => {
      addTally(tally, outcome.tally);
      failures.push(...broken(outcome));
      return failures.length > 0 ? 'enough' : undefined;
    });
    expect(failures).toEqual([]);
    expect(tally.values.checked).toBeGreaterThan(1000);
    expect(tally.roundsMax).toBeLessThanOrEqual(roundsBound);
  });

  test('every policy, finding, kind, fault and crash point was met', () => {
    expect(unhit(tally)).toEqual([]);
  });
});

describe('a campaign can be relied on', () => {
  test('a seed is the same run every time', async () => {
    const traces: string[][] = [[], []];
    for (const trace of traces) {
      await simulate(scheduleOf(7), platform, (line) => trace.push(JSON.stringify(line)));
    }
    expect(traces[0]!.length).toBeGreaterThan(50);
    expect(traces[1]).toEqual(traces[0]);
  });

  test('what is left of a schedule is the least that still fails', async () => {
    const schedule = scheduleOf(3);
    const needed = [schedule.operations[5]!, schedule.operations[17]!];
    const { operations } = await minimise(schedule, async (candidate) =>
      needed.every((operation) => candidate.operations.includes(operation)),
    );
    expect(operations).toEqual(needed);
  });
});

/** Schedules that once broke something, shortened. */
const pinned: readonly {
  readonly name: string;
  readonly seed: number;
  readonly stations: number;
  readonly servers: number;
  readonly operations: readonly Operation[];
}[] = [
  {
    name: 'a reassertion that is closed in the same arrival is not waited for (invariant 7)',
    seed: 38,
    stations: 3,
    servers: 1,
    operations: [
      { n: 1, seed: 189054850, act: 'create', station: 0 },
      { n: 2, seed: 1, act: 'sync', station: 0 },
      { n: 3, seed: 49, act: 'pull', station: 1 },
      { n: 4, seed: 49, act: 'pull', station: 2 },
      { n: 5, seed: 772023370, act: 'edit', station: 1 },
      { n: 6, seed: 3, act: 'foreign', server: 0, what: 'delete' },
      { n: 7, seed: 1, act: 'push', station: 1 },
      { n: 8, seed: 49, act: 'pull', station: 2 },
    ],
  },
  {
    name: 'a birth that a leaf without causality met before the first edit stays in the history (invariant 1)',
    seed: 1444,
    stations: 3,
    servers: 1,
    operations: [
      { n: 1, seed: 1135310086, act: 'create', station: 0 },
      { n: 4, seed: 1265523706, act: 'sync', station: 0 },
      { n: 6, seed: 555509601, act: 'pull', station: 1 },
      { n: 31, seed: 1684351008, act: 'foreign', server: 0, what: 'editWithoutCausality' },
      { n: 33, seed: 112420828, act: 'sync', station: 1 },
      { n: 35, seed: 1841384654, act: 'settle', station: 1 },
    ],
  },
  {
    name: 'groups are the same where one patient was rewritten by a newer version before a station had them (invariant 3)',
    seed: 1459,
    stations: 3,
    servers: 2,
    operations: [
      { n: 1, seed: 1442644369, act: 'create', station: 0 },
      { n: 3, seed: 1449133138, act: 'create', station: 0 },
      { n: 4, seed: 1714277915, act: 'sync', station: 0 },
      { n: 1002, seed: 0, act: 'pull', station: 2 },
      { n: 2016, seed: 2068600874, act: 'sayWhoIsWhom', station: 2, what: 'part' },
      { n: 5, seed: 845898527, act: 'create', station: 2 },
      { n: 18, seed: 1178749349, act: 'newerVersion', server: 0 },
      { n: 2012, seed: 641871268, act: 'sayWhoIsWhom', station: 2, what: 'link' },
      { n: 2006, seed: 1545166127, act: 'sayWhoIsWhom', station: 2, what: 'link' },
    ],
  },
];

describe('pinned schedules', () => {
  test.each(pinned)('$name', async ({ seed, stations, servers, operations }) => {
    const outcome = await simulate({ seed, stations, servers, operations }, platform);
    expect(broken(outcome)).toEqual([]);
  });
});
