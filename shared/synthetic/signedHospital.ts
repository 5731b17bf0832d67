import { fromBase64 } from '../json/base64.ts';
import { signRecord } from '../people/signature.ts';
import { keySigner } from '../people/signer.ts';
import type { Signer } from '../people/signer.ts';
import { importSigningKey } from '../people/signingKey.ts';
import { kindDefinition } from '../records/kinds.ts';
import type { AnyRecord } from '../records/kinds.ts';
import type { InventedPeople } from './people.ts';

/** The signers of invented people, by person. */
export async function inventedSigners({
  people,
}: InventedPeople): Promise<ReadonlyMap<string, Signer>> {
  const signers = new Map<string, Signer>();
  for (const { person, signing } of people) {
    const key = await importSigningKey(fromBase64(signing.privateKey));
    signers.set(person, keySigner(key, signing.certificate));
  }
  return signers;
}

/** The same records with the signatures of those who made them, where they are acts of a person. */
export async function signedByAuthors(
  records: readonly AnyRecord[],
  signers: ReadonlyMap<string, Signer>,
): Promise<AnyRecord[]> {
  const signed: AnyRecord[] = [];
  for (const record of records) {
    if (!kindDefinition(record.kind)!.signed) {
      signed.push(record);
      continue;
    }
    const signer = signers.get(record.recordedBy);
    if (!signer) throw new Error(`nobody signs for ${record.recordedBy}`);
    signed.push(await signRecord(record, signer));
  }
  return signed;
}
