import type { AnyRecord, Kind, RecordOf } from '../../records/kinds.ts';

/** All records of one patient, by kind and in the order of their ids, whatever order they came in. */
export interface Chart {
  readonly patient: RecordOf<'patient'> | undefined;
  readonly of: <K extends Kind>(kind: K) => readonly RecordOf<K>[];
}

/** The chart that these records make; a record that is there twice counts once. */
export function chartOf(records: readonly AnyRecord[]): Chart {
  const byKind = new Map<Kind, Map<string, AnyRecord>>();
  for (const record of records) {
    const ofKind = byKind.get(record.kind);
    if (ofKind) ofKind.set(record.id, record);
    else byKind.set(record.kind, new Map([[record.id, record]]));
  }
  const sorted = new Map<Kind, readonly AnyRecord[]>();
  for (const [kind, ofKind] of byKind) {
    sorted.set(
      kind,
      [...ofKind.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
  }
  const of = <K extends Kind>(kind: K) => (sorted.get(kind) ?? []) as readonly RecordOf<K>[];
  return { patient: of('patient')[0], of };
}
