import type { RecordOf } from '../records/kinds.ts';
import { foldedParts } from './foldName.ts';

/** A patient as search sees them: folded once, when they come into the index. */
export interface IndexedPatient {
  readonly patient: RecordOf<'patient'>;
  /** Parts of the folded name, in order; empty while the name isn't known. */
  readonly parts: readonly string[];
  /** Digits of record number, cards and telephone numbers. */
  readonly numbers: readonly string[];
  readonly birthYear: string | undefined;
}

export function indexPatient(patient: RecordOf<'patient'>): IndexedPatient {
  const identifiers = Object.values(patient.identifiers ?? {});
  const contacts = Object.values(patient.contacts ?? {});
  return {
    patient,
    parts: foldedParts(patient.name ?? ''),
    numbers: [
      patient.recordNumber,
      ...identifiers.map(({ value }) => value),
      ...contacts.map(({ phone }) => phone),
    ].map((number) => number.replace(/\D/g, '')),
    birthYear: patient.birthDate?.slice(0, 4),
  };
}
