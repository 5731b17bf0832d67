import { keepMatches } from '../../../shared/identity/matching/keepMatches.ts';
import { pairPage } from '../../../shared/identity/links/pairWork.ts';
import { patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { findPatients } from '../../../shared/identity/search/findPatients.ts';
import { openPatientIndex } from '../../../shared/identity/search/patientIndex.ts';
import { readQuery } from '../../../shared/identity/search/patientQuery.ts';
import { searchablePatient } from '../../../shared/identity/search/searchable.ts';
import { standingOf } from '../../../shared/identity/search/standing.ts';
import type { RecordIn, RecordOf } from '../../../shared/records/kinds.ts';
import type { Records } from '../../../renderer/replica/records.ts';
import type { PatientFinder } from '../../../renderer/replica/replicaClient.ts';

/** The Worker's search over a few patients in memory: the index is made for each question. */
export function memoryFinder(records: Records, ward?: string): PatientFinder {
  const indexed = async () => {
    const found = await records.collections.patients.find().exec();
    const visits = await records.collections.encounters.find().exec();
    const index = openPatientIndex();
    const patients = new Map<string, RecordOf<'patient'>>();
    for (const document of found) {
      const patient = document.toMutableJSON() as RecordOf<'patient'>;
      const own = visits.filter(({ patientId }) => patientId === patient.patientId);
      patients.set(patient.patientId, patient);
      index.put(searchablePatient(patient));
      const visitsOfPatient = own.map((visit) => visit.toMutableJSON()) as RecordIn<'encounters'>[];
      index.place(patient.patientId, standingOf(patient, visitsOfPatient, ward));
    }
    return { index, patients };
  };
  const matches = keepMatches({
    all: async () => [...(await indexed()).patients.values()],
    some: async () => (await indexed()).patients,
    onChanged(changed) {
      records.collections.patients.$.subscribe(({ documentData: { patientId } }) =>
        changed([patientId]),
      );
    },
  });
  return {
    likely: (said, limit) => matches.likely(said, limit),
    async pairs(query) {
      const links = await records.collections.links.find().exec();
      const visits = await records.collections.encounters.find().exec();
      return pairPage(
        matches,
        patientGroups(links.map((link) => link.toMutableJSON() as RecordOf<'patientLink'>)),
        {
          wardsOf: (id) =>
            new Set(
              visits
                .filter(({ patientId }) => patientId === id)
                .flatMap((visit) =>
                  visit.kind === 'encounter' ? [visit.get('ward') as string] : [],
                ),
            ),
          sameNumbers: (await indexed()).index.sameNumbers(),
        },
        query,
      );
    },
    compare: (a, b) => matches.compare(a, b),
    async search(text, limit) {
      const { index, patients } = await indexed();
      const now = new Date();
      const query = readQuery(text, now.toISOString().slice(0, 10));
      const found = findPatients(index, query, { ward, nowMs: now.getTime() }, limit);
      return {
        patients: found.patientIds.map((patientId) => patients.get(patientId)!),
        total: found.total,
        checkMisfits: found.checkMisfits,
        searched: index.size,
        complete: true,
      };
    },
    ids: async () => (await indexed()).index.patientIds(),
    highestOfBlock: async (block) => (await indexed()).index.highestOfBlock(block),
  };
}
