import { parseRecordId } from '../records/ids.ts';
import type { RecordIn, RecordOf } from '../records/kinds.ts';
import type { Replica } from '../replica/replica.ts';
import { admissionOf } from './workingSet.ts';
import type { Admission } from './workingSet.ts';

type Visit = RecordOf<'encounter'> | RecordOf<'encounterEvent'>;

/** Who has an open visit and in which wards, as the visits in memory say, kept up to date. */
export interface Admissions {
  of(patientId: string): Admission | undefined;
  all(): ReadonlyMap<string, Admission>;
  /** Takes in what was stored since; answers the patients whose visits changed. */
  update(): Promise<readonly string[]>;
}

/** Reads all visits in the first `update`, and only those of changed patients afterwards. */
export function followAdmissions(replica: Replica): Admissions {
  const admissions = new Map<string, Admission>();
  const visitIds = new Map<string, Set<string>>();
  const changed = new Set<string>();
  let readAll = false;

  function remember(id: string): string | undefined {
    const parts = parseRecordId(id);
    if (!parts || (parts.kind !== 'encounter' && parts.kind !== 'encounterEvent')) return undefined;
    const ids = visitIds.get(parts.patientId);
    if (ids) ids.add(id);
    else visitIds.set(parts.patientId, new Set([id]));
    return parts.patientId;
  }
  replica.onStored(({ revisions }) => {
    for (const { id } of revisions) {
      const patientId = remember(id);
      if (patientId !== undefined) changed.add(patientId);
    }
  });

  function decide(patientId: string, visits: readonly Visit[]): void {
    const admission = admissionOf(
      visits.filter((visit) => visit.kind === 'encounter'),
      visits.filter((visit) => visit.kind === 'encounterEvent'),
    );
    if (admission) admissions.set(patientId, admission);
    else admissions.delete(patientId);
  }

  async function readEverybody(): Promise<void> {
    const byPatient = new Map<string, Visit[]>();
    for (const visit of await replica.memory.all('encounters')) {
      if (!isVisit(visit)) continue;
      remember(visit.id);
      const visits = byPatient.get(visit.patientId);
      if (visits) visits.push(visit);
      else byPatient.set(visit.patientId, [visit]);
    }
    for (const [patientId, visits] of byPatient) decide(patientId, visits);
  }

  // In the queue: a listener hears of what is stored before memory shows it.
  const update = () =>
    replica.queue.run(async () => {
      const touched = [...changed];
      changed.clear();
      for (const patientId of touched) {
        const shown = await replica.memory.documents([...visitIds.get(patientId)!]);
        const visits = [...shown.values()] as unknown as RecordIn<'encounters'>[];
        decide(patientId, visits.filter(isVisit));
      }
      return touched;
    });

  return {
    of: (patientId) => admissions.get(patientId),
    all: () => admissions,
    async update() {
      if (!readAll) {
        readAll = true;
        await readEverybody();
        await update();
        return [...admissions.keys()];
      }
      return update();
    },
  };
}

function isVisit(record: RecordIn<'encounters'>): record is Visit {
  return record.kind === 'encounter' || record.kind === 'encounterEvent';
}
