import * as z from 'zod';
import { canonicalJson } from '../json/canonical.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { uuid } from '../records/fields.ts';
import type { PeopleDirectory } from './peopleDirectory.ts';
import { standsAt } from './peopleDirectory.ts';
import { mayHaveMade } from './rights.ts';
import { isSignedBy, signText } from './signingKey.ts';
import type { SigningKey } from './signingKey.ts';

/** A person's signature under a record: whose certificate, and Ed25519 over the rest of the record. */
export const signatureSchema = z.strictObject({
  certificate: uuid,
  value: z.base64().length(88),
});
export type Signature = z.infer<typeof signatureSchema>;

/**
 * Why a signature doesn't carry a record. All but `unknownCertificate` (its certificate may still
 * come) are final: the leaf is quarantined, and an authentic one is shown in its place.
 */
export type SignatureFlaw =
  'unsigned' | 'unknownCertificate' | 'notTheAuthor' | 'forged' | 'outsideValidity' | 'notAllowed';

type Signed = AnyRecord & { readonly signature?: Signature };

/** The text that a record's signature is over: the whole record but the signature, for no other use. */
export function signedTextOf(record: AnyRecord): string {
  return `bedside-record\n${canonicalJson({ ...record, signature: undefined })}`;
}

export async function signRecord<R extends AnyRecord>(
  record: R,
  certificate: string,
  key: SigningKey,
): Promise<R & { readonly signature: Signature }> {
  return {
    ...record,
    signature: { certificate, value: await signText(key, signedTextOf(record)) },
  };
}

/**
 * What is wrong with a record's signature, or undefined where it stands: by its author, who was
 * certified then and had the right. The same on every workstation that has the same certificates.
 */
export async function signatureFlaw(
  directory: PeopleDirectory,
  record: Signed,
): Promise<SignatureFlaw | undefined> {
  const { signature } = record;
  if (!signature) return 'unsigned';
  const known = directory.known(signature.certificate);
  if (!known) return 'unknownCertificate';
  const { person, role, publicKey } = known.certificate;
  if (person !== record.recordedBy) return 'notTheAuthor';
  if (!(await isSignedBy(publicKey, signature.value, signedTextOf(record)))) return 'forged';
  if (!standsAt(known, record.recordedAt)) return 'outsideValidity';
  return mayHaveMade(role, record) ? undefined : 'notAllowed';
}
