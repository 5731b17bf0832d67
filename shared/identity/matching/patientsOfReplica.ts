import { parseRecordId, patientRecordId } from '../../records/ids.ts';
import type { RecordOf } from '../../records/kinds.ts';
import type { Replica } from '../../replica/replica.ts';
import type { PatientSource } from './keepMatches.ts';

/** The patients that a replica shows. */
export function patientsOfReplica({ memory, queue, onStored }: Replica): PatientSource {
  return {
    all: () => memory.all('patients'),
    // In the queue: a listener hears of what is stored before memory shows it.
    some: (patientIds) =>
      queue.run(async () => {
        const shown = await memory.documents(patientIds.map(patientRecordId));
        const found = new Map<string, RecordOf<'patient'>>();
        for (const document of shown.values()) {
          if (document.kind === 'patient' && !document._deleted) {
            found.set(document.patientId, document);
          }
        }
        return found;
      }),
    onChanged(changed) {
      onStored(({ revisions }) => {
        const ids = revisions.flatMap(({ id }) => {
          const parts = parseRecordId(id);
          return parts?.kind === 'patient' ? [parts.patientId] : [];
        });
        if (ids.length > 0) changed(ids);
      });
    },
  };
}
