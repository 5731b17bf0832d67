import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { generateHospital } from '../../../shared/synthetic/generateHospital.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { inventedSigners, signedByAuthors } from '../../../shared/synthetic/signedHospital.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';

/** Records of a synthetic hospital as its people signed them: servers take no others. */
export async function signedHospital(
  wanted: Parameters<typeof generateHospital>[0],
): Promise<AnyRecord[]> {
  const signers = await inventedSigners(await inventedPeople(demonstrationFacility));
  return signedByAuthors(generateHospital(wanted).records, signers);
}
