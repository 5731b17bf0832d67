import { parseArgs } from 'node:util';
import { learnedModel } from '../../shared/identity/matching/learnedModel.ts';
import type { Traits } from '../../shared/identity/matching/traits.ts';
import { reportResults, resultFile } from '../support/results/resultFile.ts';
import type { Result } from '../support/results/resultFile.ts';
import { learn, learningSeed, syntheticPeople, truthOf } from './learn.ts';
import { readPeople, readTruth } from './readPeople.ts';
import type { Truth } from './readPeople.ts';
import type { BadRow } from './readRows.ts';
import { atThreshold, matchAll } from './sweep.ts';
import type { Matched, SweepRow } from './sweep.ts';

const usage = `npm run match -- --patients FILE --truth FILE [--json FILE]
npm run match -- --seeds 101,102,103 [--count 20000] [--json FILE]
npm run match -- --learn shared/identity/matching/learnedModel.ts

Compares the people of a file, or of synthetic hospitals made from seeds, and prints precision and
recall against the truth over a sweep of thresholds. Nobody is ever merged by it. --learn counts the
matcher's rates anew, from seed ${learningSeed}, which is never measured.

  --patients  patient records as npm run synth writes them, or NDJSON or CSV with the columns id, name,
              birthDate (1957-03-21, 1957-03 or 1957), sex, phone, address, cccd, cmnd, bhyt, passport
  --truth     NDJSON or CSV with the columns id, person (and household), or pairs: a, b`;

/** What issue and hospital ask for. */
const bars = { precision: 0.9, recall: 0.95 };
const sweepThresholds = [-8, -6, -4, -2, 0, 2, 4, 6, 8, 10];
const shownBadRows = 20;

class CannotRun extends Error {}

interface Population {
  readonly name: string;
  readonly people: ReadonlyMap<string, Traits>;
  readonly truth: Truth;
}

async function main(): Promise<number> {
  const startedAtMs = Date.now();
  const { values } = parseArgs({
    options: {
      patients: { type: 'string' },
      truth: { type: 'string' },
      seeds: { type: 'string' },
      count: { type: 'string', default: '20000' },
      learn: { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (values.learn !== undefined) {
    const { threshold, learned } = await learn(values.learn);
    console.log(`Learned from seed ${learned.seed}; pairs are suspected from ${threshold} bits.`);
    return 0;
  }
  const badRows: BadRow[] = [];
  const populations =
    values.seeds === undefined
      ? [await fromFiles(values.patients, values.truth, (row) => badRows.push(row))]
      : fromSeeds(values.seeds, values.count);
  for (const { file, line, text } of badRows.slice(0, shownBadRows)) {
    console.error(`${file} line ${line}: ${text}.`);
  }
  if (badRows.length > shownBadRows) {
    console.error(`… and ${badRows.length - shownBadRows} more rows that were left out.`);
  }
  const { learned, threshold } = learnedModel;
  console.log(
    `Rates from synthetic seed ${learned.seed} (${learned.patients} patients); pairs are suspected from ${threshold} bits.`,
  );
  const results: Result[] = [];
  const populationsSeen = [];
  for (const population of populations) {
    const measured = matchAll(learnedModel, population.people, population.truth);
    populationsSeen.push(show(population.name, measured, threshold));
    results.push(...resultsOf(population.name, measured, threshold));
  }
  const file = resultFile({
    command: 'match',
    browser: null,
    startedAtMs,
    failures: [],
    results,
  });
  return reportResults(
    Object.assign(file, {
      weights: { ...learned, threshold },
      populations: populationsSeen,
      badRows: badRows.length,
      automaticMerges: 0,
    }),
    values.json,
  );
}

async function fromFiles(
  patients: string | undefined,
  truth: string | undefined,
  bad: (row: BadRow) => void,
): Promise<Population> {
  if (patients === undefined || truth === undefined) {
    throw new CannotRun(`--patients and --truth each name a file.\n\n${usage}`);
  }
  const people = await readPeople(patients, bad);
  if (people.size < 2) throw new CannotRun(`${patients} has fewer than two people to compare.`);
  const known = await readTruth(truth, bad);
  if (![...known.personOf.keys()].some((id) => people.has(id))) {
    throw new CannotRun(`${truth} names nobody of ${patients}: the ids must be the same in both.`);
  }
  return { name: patients, people, truth: known };
}

function fromSeeds(seeds: string, count: string): Population[] {
  const numbers = seeds.split(',').map(Number);
  if (!/^\d+(,\d+)*$/.test(seeds) || numbers.includes(learningSeed)) {
    throw new CannotRun(
      `--seeds is a list such as 101,102, without ${learningSeed}: the rates were learned from that one.`,
    );
  }
  const people = Number(count);
  if (!Number.isInteger(people) || people < 100 || people > 1_000_000) {
    throw new CannotRun('--count is a whole number from 100 to 1000000.');
  }
  return numbers.map((seed) => {
    const known = syntheticPeople(seed, people);
    const traits = new Map([...known].map(([id, person]) => [id, person.traits]));
    return { name: `seed ${seed}`, people: traits, truth: truthOf(known) };
  });
}

function show(name: string, measured: Matched, threshold: number) {
  const { people, truePairs, neverCompared, indexSeconds, scanSeconds } = measured;
  const at = atThreshold(measured, threshold);
  const sweep = sweepThresholds.map((step) => atThreshold(measured, step));
  console.log(`
${name}: ${people} people, ${truePairs} pairs of one person, ${neverCompared} of them never compared.
Index ${indexSeconds.toFixed(1)} s, everybody with everybody ${scanSeconds.toFixed(1)} s.
 threshold  precision  recall  suspected  of one family`);
  for (const row of sweep) console.log(line(row));
  console.log(`${line(at)}   <- chosen`);
  return { name, people, truePairs, neverCompared, chosen: at, sweep, indexSeconds, scanSeconds };
}

function line({ threshold, precision, recall, suspected, wrongFamily }: SweepRow): string {
  return [
    threshold.toFixed(1).padStart(10),
    precision.toFixed(4).padStart(10),
    recall.toFixed(4).padStart(7),
    String(suspected).padStart(10),
    String(wrongFamily).padStart(14),
  ].join(' ');
}

function resultsOf(name: string, measured: Matched, threshold: number): Result[] {
  const at = atThreshold(measured, threshold);
  return (['precision', 'recall'] as const).map((figure) => ({
    name: `${name}: ${figure}`,
    unit: 'share',
    n: measured.truePairs,
    p50: at[figure],
    p95: null,
    max: null,
    peer: null,
    peerP50: null,
    ratio: null,
    bar: `at least ${bars[figure]}`,
    met: at[figure] >= bars[figure],
  }));
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(
      code === 'ENOENT' ? `There is no such file: ${(error as { path?: string }).path}.` : message,
    );
    process.exitCode = 2;
  },
);
