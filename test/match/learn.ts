import * as fs from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { learnModel } from '../../shared/identity/matching/learnModel.ts';
import type { KnownPerson } from '../../shared/identity/matching/learnModel.ts';
import { saidOfPatient, traitsOfPatient } from '../../shared/identity/matching/traits.ts';
import type { SaidOfPerson } from '../../shared/identity/matching/traits.ts';
import type { MatchModel } from '../../shared/identity/matching/likeness.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';
import { syntheticCharts } from '../../shared/synthetic/generateHospital.ts';
import { seededRandom } from '../../shared/synthetic/random.ts';
import { registryKnown, tuningSeed } from './registry/registryFile.ts';
import { lowestThreshold, matchAll } from './sweep.ts';

/** The seed that the shipped model was learned from. No figure is ever reported from it. */
export const learningSeed = 1;
const patients = 60_000;
const duplicates = 0.05;
/** Stricter than the bar, so that a larger or more careless hospital still keeps it. */
const aimedPrecision = 0.93;
const registryRecords = 45_000;

/** People of a synthetic hospital with the truth about them, by their id. */
export function syntheticPeople(seed: number, count: number): Map<string, KnownPerson> {
  const people = new Map<string, KnownPerson>();
  const charts = syntheticCharts({ seed, patients: count, today: '2026-11-23', duplicates });
  for (const { records, truth } of charts) {
    const record = records.find(({ kind }) => kind === 'patient') as RecordOf<'patient'>;
    const { patientId, person, household } = truth;
    people.set(patientId, { traits: traitsOfPatient(record), person, household });
  }
  return people;
}

/** The same people in what their records say. */
export function syntheticSaid(seed: number, count: number): SaidOfPerson[] {
  const charts = syntheticCharts({ seed, patients: count, today: '2026-11-23', duplicates });
  return [...charts].map(({ records }) =>
    saidOfPatient(records.find(({ kind }) => kind === 'patient') as RecordOf<'patient'>),
  );
}

export function truthOf(people: ReadonlyMap<string, KnownPerson>) {
  const entries = [...people];
  return {
    personOf: new Map(entries.map(([id, { person }]) => [id, person])),
    householdOf: new Map(entries.map(([id, { household }]) => [id, household])),
  };
}

/** Learns the model anew and writes it as a module. */
export async function learn(file: string): Promise<MatchModel> {
  const people = syntheticPeople(learningSeed, patients);
  const learned = { seed: learningSeed, patients };
  const random = seededRandom(learningSeed);
  const rates = learnModel([...people.values()], random.next, learned);
  // A hospital whose mistakes the rates don't know has its say in the threshold.
  const thresholds = [people, registryKnown(tuningSeed, registryRecords)].map((each) => {
    const traits = new Map([...each].map(([id, person]) => [id, person.traits]));
    const matched = matchAll({ ...rates, threshold: 0 }, traits, truthOf(each));
    return lowestThreshold(matched, aimedPrecision);
  });
  const model = { ...rates, threshold: Math.max(...thresholds) };
  const text = `import type { MatchModel } from './likeness.ts';

/**
 * The matcher's rates, counted by \`npm run match -- --learn\` from one synthetic hospital; its
 * figures are measured on others and on a registry with errors of another design. \`learnModel.ts\`
 * says which rates are a judgement instead.
 */
export const learnedModel: MatchModel = ${JSON.stringify(model)};
`;
  const config = await resolveConfig(file);
  fs.writeFileSync(file, await format(text, { ...config, filepath: file }));
  return model;
}
