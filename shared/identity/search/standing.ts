import type { RecordIn, RecordOf } from '../../records/kinds.ts';
import { admissionOf } from '../../sync/workingSet.ts';
import type { Standing } from './searchable.ts';

/**
 * Where a patient is, and when they were last here, as their visits say.
 * @param ownWard of several wards (a disputed place) it is the one that counts
 */
export function standingOf(
  patient: RecordOf<'patient'>,
  visits: readonly RecordIn<'encounters'>[],
  ownWard: string | undefined,
): Standing {
  const encounters = visits.filter((visit) => visit.kind === 'encounter');
  const events = visits.filter((visit) => visit.kind === 'encounterEvent');
  const wards = admissionOf(encounters, events)?.wards ?? new Set<string>();
  const [anyWard] = wards;
  const times = [patient.recordedAt, ...encounters.map(({ startedAt }) => startedAt)];
  return {
    ward: ownWard !== undefined && wards.has(ownWard) ? ownWard : anyWard,
    seenMs: Math.max(...times.map((time) => Date.parse(time))),
  };
}
