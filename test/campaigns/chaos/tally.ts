import type { CrashPoint } from './crashPoints.ts';

/** What the promises of the product are checked by; numbered as the design numbers them. */
export type Invariant = '1' | '2' | '3' | '4' | '7';

export interface Violation {
  readonly invariant: Invariant;
  readonly text: string;
}

/** Everything that is counted over seeds; plain data, so that processes can hand it over. */
export interface Tally {
  seeds: number;
  acknowledged: number;
  readonly byKind: Record<string, number>;
  readonly faults: Record<string, number>;
  readonly crash: Partial<Record<CrashPoint, number>>;
  /** Disagreements on each unit, `<kind>.<unit>`. */
  readonly policy: Record<string, number>;
  readonly finding: Record<string, number>;
  opened: number;
  settled: number;
  readonly values: Record<
    'checked' | 'current' | 'superseded' | 'disputed' | 'enteredInError' | 'missing',
    number
  >;
  readonly checked: Record<Invariant, number>;
  readonly violated: Record<Invariant, number>;
  openConflicts: number;
  divergent: number;
  roundsMax: number;
}

export function emptyTally(): Tally {
  const none = () => ({ '1': 0, '2': 0, '3': 0, '4': 0, '7': 0 });
  return {
    seeds: 0,
    acknowledged: 0,
    byKind: {},
    faults: {},
    crash: {},
    policy: {},
    finding: {},
    opened: 0,
    settled: 0,
    values: { checked: 0, current: 0, superseded: 0, disputed: 0, enteredInError: 0, missing: 0 },
    checked: none(),
    violated: none(),
    openConflicts: 0,
    divergent: 0,
    roundsMax: 0,
  };
}

export function count(counts: Record<string, number>, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

/** Adds one tally to another. */
export function addTally(sum: Tally, more: Tally): void {
  sum.seeds += more.seeds;
  sum.acknowledged += more.acknowledged;
  sum.opened += more.opened;
  sum.settled += more.settled;
  sum.openConflicts += more.openConflicts;
  sum.divergent += more.divergent;
  sum.roundsMax = Math.max(sum.roundsMax, more.roundsMax);
  const counts = [
    'byKind',
    'faults',
    'crash',
    'policy',
    'finding',
    'values',
    'checked',
    'violated',
  ] as const;
  for (const name of counts) {
    for (const [key, number] of Object.entries(more[name])) {
      count(sum[name] as Record<string, number>, key, number);
    }
  }
}
