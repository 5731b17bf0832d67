import { percentile } from '../../support/results/resultFile.ts';
import type { Failure, Result } from '../../support/results/resultFile.ts';
import type { FillVariant } from './page/fillApi.ts';
import type { Measurements, Run } from './measureFirstFill.ts';

export const leastOfPouchdb = 2;
export const leastOfDexie = 1;

/** Records a second of strict writes into PouchDB's rows: measured before there was any design. */
const strictRowsCeiling = 2600;

/** How the rate stands to the ceiling of strict row writes, in a sentence. */
export function besideCeiling(rate: number): string {
  const share = Math.round((rate / strictRowsCeiling) * 100);
  return `Ceiling of strict writes into PouchDB's rows: ${String(strictRowsCeiling)} records/s; ours ${String(Math.round(rate))}, ${String(share)} %. It is passed by packs: many records are one sealed row, durable with the strict write at the end, and are moved into PouchDB's rows afterwards; the time of that is given apart.`;
}

/** Records a second of each variant's runs, in the middle. */
export function ratesOf(runs: readonly Run[], records: number): Record<FillVariant, number> {
  const middle = (variant: FillVariant) =>
    records /
    percentile(
      runs.filter((run) => run.variant === variant).map(({ seconds }) => seconds),
      0.5,
    );
  return { ours: middle('ours'), pouchdb: middle('pouchdb'), rxdbDexie: middle('rxdbDexie') };
}

export function resultsOf({ runs }: Measurements, records: number): Result[] {
  const rates = ratesOf(runs, records);
  const ours = runs.filter(({ variant }) => variant === 'ours');
  const longTasks = ours.flatMap(({ longTasksMs }) => longTasksMs);
  const toBoard = ours.map(({ secondsToBoard }) => secondsToBoard ?? Number.NaN);
  return [
    rate(rates.ours, rates.pouchdb, 'pouchdb', ours.length, leastOfPouchdb),
    rate(rates.ours, rates.rxdbDexie, 'rxdb-dexie', ours.length, leastOfDexie),
    {
      ...plain('page long tasks over 50 ms', 'tasks', ours.length, [longTasks.length]),
      max: rounded(Math.max(0, ...longTasks)),
      bar: 'none',
      met: longTasks.length === 0,
    },
    plain('time to a usable ward board', 's', ours.length, toBoard),
    plain(
      'from the end of the fill until all lies in the store’s own rows, beside everything else',
      's',
      ours.length,
      ours.map(({ stored }) => stored.secondsToRows ?? Number.NaN),
    ),
  ];
}

/** Every run must have stored everything; else its time says nothing. */
export function failuresOf({ runs, scouted, onServer }: Measurements): Failure[] {
  return [...scouted, ...runs].flatMap(({ variant, stored }) =>
    stored.digest === onServer.digest && stored.records === onServer.records
      ? []
      : [
          {
            code: 'notTheSameRecords',
            text: `${variant} ended with ${stored.records} records and ${stored.leaves} leaves of ${onServer.records} and ${onServer.leaves}`,
          },
        ],
  );
}

function rate(ours: number, theirs: number, peer: string, n: number, least: number): Result {
  const ratio = ours / theirs;
  return {
    ...plain('first fill', 'records/s', n, [ours]),
    peer,
    peerP50: rounded(theirs),
    ratio: rounded(ratio),
    bar: `at least ${least.toFixed(1)} times the peer`,
    met: ratio >= least,
  };
}

function plain(name: string, unit: string, n: number, values: readonly number[]): Result {
  return {
    name,
    unit,
    n,
    p50: rounded(percentile(values, 0.5)),
    p95: null,
    max: rounded(Math.max(...values)),
    peer: null,
    peerP50: null,
    ratio: null,
    bar: null,
    met: null,
  };
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
