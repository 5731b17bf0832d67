import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { generateHospital } from '../../../shared/synthetic/generateHospital.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { inventedSigners, signedByAuthors } from '../../../shared/synthetic/signedHospital.ts';
import type { FillRequest } from './page/fillApi.ts';

export interface BenchHospital {
  readonly hospital: readonly AnyRecord[];
  /** By what its signatures are verified. */
  readonly people: FillRequest['people'];
}

/** Exactly so many records of a synthetic hospital, signed by who made them; a patient has about three. */
export async function hospitalOf(wanted: number): Promise<BenchHospital> {
  const patients = Math.ceil(wanted / 2.5);
  const { records: all } = generateHospital({ seed: 1, patients, today: '2026-11-23' });
  if (all.length < wanted) throw new Error('the synthetic hospital is too small');
  const invented = await inventedPeople(demonstrationFacility);
  const signers = await inventedSigners(invented);
  return {
    hospital: await signedByAuthors(all.slice(0, wanted), signers),
    people: {
      certificates: invented.certificates,
      revocations: [],
      trust: { facility: demonstrationFacility.code, rootKey: invented.rootKey },
    },
  };
}
