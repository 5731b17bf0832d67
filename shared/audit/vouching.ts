import { canonicalJson } from '../json/canonical.ts';
import type { PeopleDirectory } from '../people/peopleDirectory.ts';
import type { Signer } from '../people/signer.ts';
import { isSignedBy } from '../people/signingKey.ts';
import type { AuditEntry } from './entry.ts';

/** Which trail: the workstation makes its key itself, so by itself it proves nothing of whose it is. */
export interface TrailKey {
  readonly workstation: string;
  readonly epoch: string;
  /** Ed25519, 32 bytes in base64. */
  readonly publicKey: string;
}

/** What a sign-in carries: the person's own key says that this trail writes down what they do. */
export interface Vouch {
  /** Serial of the person's certificate. */
  readonly certificate: string;
  readonly signature: string;
}

/** The text that a person's signature over a trail's key is over: for no other use. */
function vouchedText({ workstation, epoch, publicKey }: TrailKey): string {
  return `bedside-trail\n${canonicalJson({ workstation, epoch, publicKey })}`;
}

/** Rejects with what the signer rejects with. */
export async function vouchFor(trail: TrailKey, signer: Signer): Promise<Vouch> {
  return { certificate: signer.certificate, signature: await signer.sign(vouchedText(trail)) };
}

/**
 * What a sign-in says of its trail. `none`: it carries no signature, or one that isn't its person's
 * over this trail's key. `unknown`: it names a certificate that isn't here, which may be a
 * newcomer's. The time of the entry counts for nothing: it is the trail's own word.
 */
export async function vouchOf(
  directory: PeopleDirectory,
  trail: TrailKey,
  { person, about }: Pick<AuditEntry, 'person' | 'about'>,
): Promise<'stands' | 'none' | 'unknown'> {
  const certificate = String(about?.['certificate'] ?? '');
  const signature = String(about?.['signature'] ?? '');
  if (certificate === '' || signature === '') return 'none';
  const known = directory.known(certificate)?.certificate;
  if (!known) return directory.forged.has(certificate) ? 'none' : 'unknown';
  if (known.person !== person) return 'none';
  return (await isSignedBy(known.publicKey, signature, vouchedText(trail))) ? 'stands' : 'none';
}
