import { sidesOf } from '../../merge/join.ts';
import type { CausalRecord } from '../../merge/join.ts';
import type { RecordOf } from '../../records/kinds.ts';
import { patient as patientKind } from '../../records/patient.ts';

/** What a search knows of a patient. */
export interface SearchablePatient {
  readonly patientId: string;
  /** Where people disagree about it, every name that somebody wrote. */
  readonly name: string | undefined;
  /** FHIR partial date. */
  readonly birthDate: string | undefined;
  readonly recordNumber: string;
  /** Card and telephone numbers, as they are kept. */
  readonly numbers: readonly string[];
}

/** Where somebody is and when they were last here: who comes first in a list. */
export interface Standing {
  /** Code of the ward of an open visit. */
  readonly ward: string | undefined;
  /** Start of the last visit, or the registration; milliseconds since 1970. */
  readonly seenMs: number;
}

/** Identifiers that have ended stay findable: people come with old papers. */
export function searchablePatient(patient: RecordOf<'patient'>): SearchablePatient {
  return {
    patientId: patient.patientId,
    name: namesOf(patient),
    birthDate: patient.birthDate,
    recordNumber: patient.recordNumber,
    numbers: [
      ...Object.values(patient.identifiers ?? {}).map(({ value }) => value),
      ...Object.values(patient.contacts ?? {}).map(({ phone }) => phone),
    ],
  };
}

function namesOf(patient: RecordOf<'patient'>): string | undefined {
  if (!patient.causality.siblings?.['name']) return patient.name;
  const sides = sidesOf(patientKind.units, patient as unknown as CausalRecord, 'name');
  const written = [patient.name, ...sides.map(({ value }) => value)].filter(
    (name) => typeof name === 'string',
  );
  return [...new Set(written)].join(' ') || undefined;
}
