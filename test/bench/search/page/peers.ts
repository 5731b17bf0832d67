import Dexie from 'dexie';
import type { Table } from 'dexie';
import MiniSearch from 'minisearch';
import type { Patient } from './searchApi.ts';

/** A patient as somebody would put them into a search library: texts side by side. */
interface Line {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
  readonly numbers: string;
}

const fold = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();

function lineOf(patient: Patient): Line {
  return {
    id: patient.patientId,
    name: patient.name ?? '',
    birthDate: patient.birthDate ?? '',
    numbers: [
      patient.recordNumber,
      ...Object.values(patient.identifiers ?? {}).map(({ value }) => value),
      ...Object.values(patient.contacts ?? {}).map(({ phone }) => phone),
    ].join(' '),
  };
}

/** Every word as a beginning, all of them wanted: what its manual calls search as you type. */
export function miniSearchOver(patients: Iterable<Patient>) {
  const engine = new MiniSearch<Line>({
    fields: ['name', 'birthDate', 'numbers'],
    processTerm: fold,
    searchOptions: { prefix: true, combineWith: 'AND', processTerm: fold },
  });
  for (const patient of patients) engine.add(lineOf(patient));
  return (text: string, limit: number) => {
    const found = engine.search(text);
    return { ids: found.slice(0, limit).map(({ id }) => String(id)), total: found.length };
  };
}

/** A table that every keystroke reads from its first row to its last. */
export async function dexieOver(patients: Iterable<Patient>) {
  const database = new Dexie('bench-scan');
  database.version(1).stores({ patients: 'patientId' });
  const table = database.table('patients') as Table<Patient>;
  let batch: Patient[] = [];
  for (const patient of patients) {
    batch.push(patient);
    if (batch.length < 5000) continue;
    await table.bulkPut(batch);
    batch = [];
  }
  await table.bulkPut(batch);
  return async (text: string, limit: number) => {
    const words = fold(text)
      .split(' ')
      .filter((word) => word !== '');
    const found = await table
      .filter((patient) => {
        const { name, birthDate, numbers } = lineOf(patient);
        const all = fold(`${name} ${birthDate} ${numbers}`);
        return words.every((word) => all.includes(word));
      })
      .toArray();
    return { patients: found.slice(0, limit), total: found.length };
  };
}
