import { expose } from 'comlink';
import { findPatients } from '../../../../shared/identity/search/findPatients.ts';
import { openPatientIndex } from '../../../../shared/identity/search/patientIndex.ts';
import type { PatientIndex } from '../../../../shared/identity/search/patientIndex.ts';
import { readQuery } from '../../../../shared/identity/search/patientQuery.ts';
import { sealedIndexOver } from '../../../../shared/identity/search/sealedIndex.ts';
import { searchablePatient } from '../../../../shared/identity/search/searchable.ts';
import { cipherFor, importDataKey } from '../../../../shared/replica/envelope.ts';
import { openSnapshotStorage } from '../../../../renderer/replica/snapshotStorage.ts';
import { benchMatcher } from './benchMatcher.ts';
import { benchPatients, benchStanding, nowMs, today } from './patients.ts';
import type { EngineAnswer, Patient } from './searchApi.ts';

/**
 * The product's index, sealing and storage in a Worker, over patients that lie in a map as memory
 * would hold them.
 */
const byId = new Map<string, Patient>();
let index: PatientIndex = openPatientIndex();

async function sealed() {
  const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(7)), 'bench');
  return sealedIndexOver(await openSnapshotStorage('bench-search'), cipher, 'bench');
}

const matcher = benchMatcher(byId);

const worker = {
  ...matcher,
  makePatients(count: number): void {
    for (const patient of benchPatients(count)) byId.set(patient.patientId, patient);
  },
  async build(): Promise<number> {
    const startedMs = performance.now();
    let place = 0;
    for (const patient of byId.values()) {
      index.put(searchablePatient(patient));
      index.place(patient.patientId, benchStanding(place));
      place += 1;
    }
    index.makePostings();
    return performance.now() - startedMs;
  },
  async write(): Promise<void> {
    await (await sealed()).write(1, index);
  },
  /** From IndexedDB to an index that answers; its lists are made when nobody waits, as in the product. */
  async load(): Promise<number> {
    const startedMs = performance.now();
    const kept = await (await sealed()).read(1);
    if (!kept || kept.index.size !== byId.size) throw new Error('the index was not read');
    index = kept.index;
    const milliseconds = performance.now() - startedMs;
    setTimeout(() => index.makePostings(), 100);
    return milliseconds;
  },
  columnBytes: () =>
    Object.values(index.columns).reduce((sum: number, column) => sum + column.byteLength, 0),
  /** What the product's Worker answers, with patients from the map instead of the replica's memory. */
  search(text: string, limit: number): EngineAnswer {
    const startedMs = performance.now();
    const found = findPatients(index, readQuery(text, today), { ward: 'NOI', nowMs }, limit);
    const patients = found.patientIds.map((patientId) => byId.get(patientId)!);
    const { total, checkMisfits } = found;
    const engineMs = performance.now() - startedMs;
    return { patients, total, checkMisfits, searched: index.size, engineMs };
  },
};
export type SearchWorker = typeof worker;
expose(worker);
