import { canonicalJson } from '../json/canonical.ts';
import type { AnyRecord } from '../records/kinds.ts';
import type { Signature } from '../records/signatureField.ts';
import type { PeopleDirectory } from './peopleDirectory.ts';
import { endOf } from './peopleDirectory.ts';
import { mayHaveMade } from './rights.ts';
import type { Signer } from './signer.ts';
import { isSignedBy } from './signingKey.ts';

/**
 * Why a leaf is quarantined whatever else becomes known: nobody who may has made it as it stands.
 * `notTheAuthor`: it says to be by somebody else than the certificate's person.
 */
export type SignatureRefusal = 'unsigned' | 'notTheAuthor' | 'forged' | 'notAllowed';

/**
 * Why a leaf is shown only with a mark. `unknownCertificate` waits for the certificate. In the other
 * two the person's own key did sign, and only a stated time speaks against it. Times are a
 * workstation's clock: who holds a stolen key states an earlier one, while an honest entry of a clock
 * that is off, or made before the revocation was heard of, would be hidden. So times never quarantine.
 */
export type SignatureDoubt = 'unknownCertificate' | 'outsideValidity' | 'revoked';

export type SignatureFlaw = SignatureRefusal | SignatureDoubt;

const doubts: readonly string[] = [
  'unknownCertificate',
  'outsideValidity',
  'revoked',
] satisfies SignatureDoubt[];

export function isDoubt(flaw: SignatureFlaw): flaw is SignatureDoubt {
  return doubts.includes(flaw);
}

/** Whether a reason for keeping a leaf back may be another one when certificates become known. */
export function isSignatureFlaw(reason: string): reason is SignatureFlaw {
  const refusals: readonly string[] = [
    'unsigned',
    'notTheAuthor',
    'forged',
    'notAllowed',
  ] satisfies SignatureRefusal[];
  return doubts.includes(reason) || refusals.includes(reason);
}

/** The text that a record's signature is over: the whole record but the signature, for no other use. */
export function signedTextOf(body: object): string {
  return `bedside-record\n${canonicalJson({ ...body, signature: undefined })}`;
}

/** Rejects with what the signer rejects with. */
export async function signRecord<R extends AnyRecord>(
  record: R,
  signer: Signer,
): Promise<R & { readonly signature: Signature }> {
  return {
    ...record,
    signature: { certificate: signer.certificate, value: await signer.sign(signedTextOf(record)) },
  };
}

/**
 * What is wrong with a record's signature, or undefined where it stands: by its author, who was
 * certified then and had the right. The same on every workstation that has the same certificates.
 * @param body the record as it was stored or came; `record` is what it was read as
 */
export async function signatureFlaw(
  directory: PeopleDirectory,
  record: AnyRecord,
  body: object = record,
): Promise<SignatureFlaw | undefined> {
  const signature = 'signature' in record ? record.signature : undefined;
  if (!signature) return 'unsigned';
  const known = directory.known(signature.certificate);
  if (!known) return directory.forged.has(signature.certificate) ? 'forged' : 'unknownCertificate';
  const { person, role, publicKey } = known.certificate;
  if (person !== record.recordedBy) return 'notTheAuthor';
  if ('signedBy' in record && record.signedBy !== person) return 'notTheAuthor';
  if (!(await isSignedBy(publicKey, signature.value, signedTextOf(body)))) return 'forged';
  if (!mayHaveMade(role, record)) return 'notAllowed';
  // An emergency code is nobody: what it signs says who used it.
  if (role === 'emergency' && !record.credential?.emergency) return 'notAllowed';
  return endOf(known, record.recordedAt);
}
