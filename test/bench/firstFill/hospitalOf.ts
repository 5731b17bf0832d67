import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { generateHospital } from '../../../shared/synthetic/generateHospital.ts';

/** Exactly so many records of a synthetic hospital; a patient has about three. */
export function hospitalOf(wanted: number): AnyRecord[] {
  const patients = Math.ceil(wanted / 2.5);
  const { records: all } = generateHospital({ seed: 1, patients, today: '2026-11-23' });
  if (all.length < wanted) throw new Error('the synthetic hospital is too small');
  return all.slice(0, wanted);
}
