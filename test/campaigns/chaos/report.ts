import { resultFile } from '../../support/results/resultFile.ts';
import { findingNames, policyNames, unhit } from './coverage.ts';
import { roundsBound } from './heal.ts';
import type { Operation } from './schedule.ts';
import type { Invariant, Tally } from './tally.ts';

/** A seed that broke something, with the shortest schedule found that still does. */
export interface FailingSeed {
  readonly seed: number;
  readonly invariant: Invariant;
  readonly text: string;
  readonly operations: readonly Operation[];
}

/** What `npm run chaos -- --json FILE` writes. */
export function chaosFile(
  startedAtMs: number,
  seeds: { readonly from: number; readonly asked: number },
  tally: Tally,
  failing: readonly FailingSeed[],
) {
  const missed = unhit(tally);
  const hits = (names: readonly string[], counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(names.map((name) => [name, counts[name] ?? 0]));
  const { crash, faults } = tally;
  const invariants = Object.fromEntries(
    (['1', '2', '3', '4', '7'] as const).map((name) => [
      name,
      { checked: tally.checked[name], violated: tally.violated[name] },
    ]),
  );
  return {
    ...resultFile({
      command: 'chaos',
      browser: null,
      startedAtMs,
      failures: [
        ...failing.map(({ seed, invariant, text }) => ({
          code: `invariant${invariant}`,
          text: `seed ${String(seed)}: ${text}`,
        })),
        ...missed.map((text) => ({ code: 'unhit', text })),
      ],
      results: [
        result('seeds', tally.seeds, null, null),
        result('acknowledged writes', tally.acknowledged, null, null),
        result('values missing', tally.values.missing, 'none', tally.values.missing === 0),
        result(
          'rounds to quiet',
          tally.roundsMax,
          `at most ${String(roundsBound)}`,
          tally.roundsMax <= roundsBound,
        ),
      ],
    }),
    seeds: { ...seeds, done: tally.seeds },
    operations: { acknowledged: tally.acknowledged, byKind: tally.byKind },
    faults: { ...faults, crash },
    coverage: {
      policy: hits(policyNames, tally.policy),
      finding: hits(findingNames, tally.finding),
      unhit: missed,
    },
    disagreements: { opened: tally.opened, settled: tally.settled },
    values: tally.values,
    invariants,
    openConflicts: tally.openConflicts,
    divergent: tally.divergent,
    roundsToQuiet: { max: tally.roundsMax, bound: roundsBound },
    failing: failing.map(({ seed, invariant, operations }) => ({ seed, invariant, operations })),
  };
}

function result(name: string, n: number, bar: string | null, met: boolean | null) {
  return {
    name,
    unit: 'count',
    n,
    p50: null,
    p95: null,
    max: null,
    peer: null,
    peerP50: null,
    ratio: null,
    bar,
    met,
  };
}
