import { useEffect, useState } from 'react';
import type { Credential } from '../../../shared/records/credential.ts';
import { collectionOf, isShown } from '../../../shared/records/kinds.ts';
import type { AnyRecord, CollectionName } from '../../../shared/records/kinds.ts';
import { patientRecordId } from '../../../shared/records/ids.ts';
import { useSession } from '../../app/session.tsx';

/** A record with the patient whose chart it is in, as far as this workstation can read them. */
export interface RecordAndPatient {
  readonly id: string;
  readonly patientId: string;
  readonly kind: string;
  readonly at: string | undefined;
  /** Who wrote it last. */
  readonly by: string | undefined;
  /** What was wanting in who wrote it last. */
  readonly credential: Credential | undefined;
  /** Undefined for one that isn't readable here. */
  readonly record: AnyRecord | undefined;
  readonly name: string | undefined;
  readonly recordNumber: string | undefined;
}

/** Reads these records, the newest first. The list must be the same array between renders. */
export function useRecordsById(ids: readonly string[]): readonly RecordAndPatient[] | undefined {
  const { replica } = useSession();
  const [rows, setRows] = useState<readonly RecordAndPatient[] | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const { collections } = replica.records;
    const read = async () => {
      const wanted = new Map<CollectionName, Set<string>>();
      const want = (name: CollectionName, id: string) =>
        wanted.set(name, (wanted.get(name) ?? new Set()).add(id));
      for (const id of ids) {
        const [patientId, kind] = id.split(':') as [string, string];
        if (isShown(kind)) want(collectionOf(kind), id);
        want('patients', patientRecordId(patientId));
      }
      const found = new Map<string, AnyRecord>();
      for (const [name, ofCollection] of wanted) {
        const documents = await collections[name].findByIds([...ofCollection]).exec();
        for (const [id, document] of documents) found.set(id, document.toJSON() as AnyRecord);
      }
      const next = ids.map((id) => rowOf(id, found)).sort(newestFirst);
      if (current) setRows(next);
    };
    void read().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [replica, ids]);
  return rows;
}

function rowOf(id: string, found: ReadonlyMap<string, AnyRecord>): RecordAndPatient {
  const [patientId, kind] = id.split(':') as [string, string];
  const patient = found.get(patientRecordId(patientId));
  const record = found.get(id);
  return {
    id,
    patientId,
    kind,
    ...lastWritten(record),
    record,
    ...(patient?.kind === 'patient'
      ? { name: patient.name, recordNumber: patient.recordNumber }
      : { name: undefined, recordNumber: undefined }),
  };
}

/** When and by whom the record was last written: its birth, or the latest of its live writes. */
function lastWritten(
  record: AnyRecord | undefined,
): Pick<RecordAndPatient, 'at' | 'by' | 'credential'> {
  if (!record) return { at: undefined, by: undefined, credential: undefined };
  const { recordedAt, recordedBy, credential, causality } = record;
  return [{ at: recordedAt, by: recordedBy, credential }, ...Object.values(causality.writes ?? {})]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((write) => ({ at: write.at, by: write.by, credential: write.credential }))
    .at(-1)!;
}

function newestFirst(a: RecordAndPatient, b: RecordAndPatient): number {
  return (a.at ?? '') < (b.at ?? '') ? 1 : -1;
}
