import { parseArgs } from 'node:util';
import { learnedModel } from '../../shared/identity/matching/learnedModel.ts';
import type { Traits } from '../../shared/identity/matching/traits.ts';
import { reportResults, resultFile } from '../support/results/resultFile.ts';
import type { Result } from '../support/results/resultFile.ts';
import { learn, learningSeed, syntheticPeople, syntheticSaid, truthOf } from './learn.ts';
import type { SaidOfPerson } from '../../shared/identity/matching/traits.ts';
import { mergesUnasked } from './automaticMerges.ts';
import { readPeople } from './readPeople.ts';
import type { PeopleOfFile } from './readPeople.ts';
import type { BadRow } from './readRows.ts';
import { readTruth } from './readTruth.ts';
import type { Truth } from './readTruth.ts';
import { registryFile, registryKnown, tuningSeed } from './registry/registryFile.ts';
import { atThreshold, matchAll } from './sweep.ts';
import type { Matched, SweepRow } from './sweep.ts';

const usage = `npm run match -- --patients FILE --truth FILE [--json FILE]
npm run match -- --seeds 101,102,103 [--count 20000] [--json FILE]
npm run match -- --registry 7101,7102 [--damage 0.5,1,1.5,2] [--count 20000] [--json FILE]
npm run match -- --learn shared/identity/matching/learnedModel.ts

Compares the people of a file, of synthetic hospitals, or of registries whose errors are of another
design, and prints precision and recall against the truth over a sweep of thresholds. --learn counts
the matcher's rates anew, from synthetic seed ${learningSeed}; its threshold is set on that seed and on
registry seed ${tuningSeed}. Neither is ever measured.

  --patients  NDJSON, a JSON list or CSV (comma, semicolon, tab): patient records as npm run synth writes
              them, rows in FHIR's manner, or flat rows with English or Vietnamese headings
  --truth     who is whom, by NDJSON, a JSON list or CSV: pairs (a, b), or id and person`;

/** What issue and hospital ask for. */
const bars = { precision: 0.9, recall: 0.95 };
const sweepThresholds = [-8, -6, -5, -4, -3, -2, -1, 0, 1, 2, 4, 6, 8, 10];
/** Over so many people of each population the app's own matcher is played, to see what it writes. */
const playedPeople = 1500;
const shownBadRows = 20;

class CannotRun extends Error {}

interface Population {
  readonly name: string;
  readonly people: ReadonlyMap<string, Traits>;
  readonly truth: Truth;
  readonly said: readonly SaidOfPerson[];
  /** How a file was understood; undefined for what was made here. */
  readonly read?: PeopleOfFile;
}

async function main(): Promise<number> {
  const startedAtMs = Date.now();
  const { values } = parseArgs({
    options: {
      patients: { type: 'string' },
      truth: { type: 'string' },
      seeds: { type: 'string' },
      registry: { type: 'string' },
      damage: { type: 'string', default: '1' },
      count: { type: 'string', default: '20000' },
      learn: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.learn !== undefined) {
    const { threshold, learned } = await learn(values.learn);
    console.log(`Learned from seed ${learned.seed}; pairs are suspected from ${threshold} bits.`);
    return 0;
  }
  const badRows: BadRow[] = [];
  const populations =
    values.registry !== undefined
      ? fromRegistry(values.registry, values.damage, values.count)
      : values.seeds !== undefined
        ? fromSeeds(values.seeds, values.count)
        : [await fromFiles(values.patients, values.truth, (row) => badRows.push(row))];
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
  let automaticMerges = 0;
  for (const population of populations) {
    const played = await mergesUnasked(population.said.slice(0, playedPeople));
    automaticMerges += played.merges;
    const measured = matchAll(learnedModel, population.people, population.truth);
    populationsSeen.push(show(population.name, measured, threshold));
    results.push(...resultsOf(population.name, measured, threshold));
    console.log(
      `The app's matcher over ${played.people} of them: ${played.suspected} pairs suspected, ${played.merges} merged by itself.`,
    );
  }
  const file = resultFile({
    command: 'match',
    browser: null,
    startedAtMs,
    failures:
      automaticMerges === 0
        ? []
        : [
            {
              code: 'automaticMerges',
              text: 'The matcher merged people whom nobody was asked about.',
            },
          ],
    results,
  });
  return reportResults(
    Object.assign(file, {
      weights: { ...learned, threshold },
      populations: populationsSeen,
      badRows: badRows.length,
      automaticMerges,
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
  const read = await readPeople(patients, new Date().toISOString().slice(0, 10), bad);
  const { people, otherIds, said } = read;
  if (people.size < 2) {
    throw new CannotRun(
      `${patients} has fewer than two people to compare: ${read.rows} rows were read as ${read.format}.`,
    );
  }
  const isId = (text: string) => people.has(text) || otherIds.has(text);
  const named = await readTruth(truth, isId, bad);
  const known = byFirstId(named, otherIds);
  const present = [...known.personOf.keys()].filter((id) => people.has(id)).length;
  if (present === 0) {
    throw new CannotRun(`${truth} names nobody of ${patients}: the ids must be the same in both.`);
  }
  sayHowRead(patients, read, known.personOf.size - present);
  return { name: patients, people, truth: known, said: [...said.values()], read };
}

/** A truth may call a row by another of its ids. */
function byFirstId(truth: Truth, otherIds: ReadonlyMap<string, string>): Truth {
  const first = <Value>(of: ReadonlyMap<string, Value>) =>
    new Map([...of].map(([id, value]) => [otherIds.get(id) ?? id, value]));
  return { personOf: first(truth.personOf), householdOf: first(truth.householdOf) };
}

function sayHowRead(file: string, read: PeopleOfFile, lost: number): void {
  const share = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([field, count]) => `${field} ${count}`)
      .join(', ');
  console.log(`${file}: ${read.format}, ${read.rows} rows, ${read.people.size} people taken.`);
  console.log(`Known of them: ${share(read.known)}.`);
  if (Object.keys(read.unclear).length > 0) {
    console.log(`Not understood, so taken for unknown: ${share(read.unclear)}.`);
  }
  if (read.left.length > 0) console.log(`Left aside: ${read.left.join(', ')}.`);
  if (lost > 0) {
    console.log(
      `${lost} ids of the truth aren't among the people taken: their pairs count as missed.`,
    );
  }
}

function seedsOf(seeds: string, option: string, unmeasured: number): readonly number[] {
  const numbers = seeds.split(',').map(Number);
  if (!/^\d+(,\d+)*$/.test(seeds) || numbers.includes(unmeasured)) {
    throw new CannotRun(
      `${option} is a list such as 7101,7102, without ${unmeasured}: the matcher was made with that one.`,
    );
  }
  return numbers;
}

function countOf(count: string): number {
  const people = Number(count);
  if (!Number.isInteger(people) || people < 100 || people > 1_000_000) {
    throw new CannotRun('--count is a whole number from 100 to 1000000.');
  }
  return people;
}

function fromSeeds(seeds: string, count: string): Population[] {
  return seedsOf(seeds, '--seeds', learningSeed).map((seed) => {
    const known = syntheticPeople(seed, countOf(count));
    const traits = new Map([...known].map(([id, person]) => [id, person.traits]));
    const said = syntheticSaid(seed, playedPeople);
    return { name: `seed ${seed}`, people: traits, truth: truthOf(known), said };
  });
}

function fromRegistry(seeds: string, damage: string, count: string): Population[] {
  const damages = damage.split(',').map(Number);
  if (damages.some((each) => !(each >= 0 && each <= 10))) {
    throw new CannotRun('--damage is a list of numbers from 0 to 10; 1 is a careless desk.');
  }
  return seedsOf(seeds, '--registry', tuningSeed).flatMap((seed) =>
    damages.map((each) => {
      const known = registryKnown(seed, countOf(count), each);
      const people = new Map([...known].map(([id, person]) => [id, person.traits]));
      const said = registryFile(seed, playedPeople, each).map((record) => record.said);
      return { name: `registry ${seed}, damage ${each}`, people, truth: truthOf(known), said };
    }),
  );
}

function show(name: string, measured: Matched, threshold: number) {
  const { people, truePairs, neverCompared, indexSeconds, scanSeconds } = measured;
  const at = atThreshold(measured, threshold);
  const sweep = sweepThresholds.map((step) => atThreshold(measured, step));
  console.log(`
${name}: ${people} people, ${truePairs} pairs of one person, ${neverCompared} of them never compared.
Index ${indexSeconds.toFixed(1)} s, everybody with everybody ${scanSeconds.toFixed(1)} s.
 threshold  precision  recall      F1  suspected  of one family`);
  for (const row of sweep) console.log(line(row));
  console.log(`${line(at)}   <- chosen`);
  return { name, people, truePairs, neverCompared, chosen: at, sweep, indexSeconds, scanSeconds };
}

function line({ threshold, precision, recall, f1, suspected, wrongFamily }: SweepRow): string {
  return [
    threshold.toFixed(1).padStart(10),
    precision.toFixed(4).padStart(10),
    recall.toFixed(4).padStart(7),
    f1.toFixed(4).padStart(7),
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
    if (code?.startsWith('ERR_PARSE_ARGS')) console.error(usage);
    process.exitCode = 2;
  },
);
