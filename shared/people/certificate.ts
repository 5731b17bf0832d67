import * as z from 'zod';
import { canonicalJson } from '../json/canonical.ts';
import { directoryKey, instant, line, uuid, wardCode } from '../records/fields.ts';
import { roleSchema } from './role.ts';
import { signText } from './signingKey.ts';
import type { SigningKey } from './signingKey.ts';

export const publicKey = z.base64().length(44);
export const signature = z.base64().length(88);

/** The facility's root key, or the serial of the administrator's certificate that signed. */
export const issuer = z.union([z.literal('facility'), uuid]);

/**
 * Who a public key belongs to and what they are, countersigned: by the facility's root key for its
 * administrators, by an administrator for everybody else. It travels with the records, so every
 * workstation verifies a signature without a network.
 */
export const certificateSchema = z.strictObject({
  format: z.literal('bedside-certificate'),
  version: z.literal(1),
  serial: uuid,
  facility: z.string().regex(/^\d{5}$/),
  person: directoryKey,
  /** As shown beside what they sign. */
  displayName: line(80),
  role: roleSchema,
  /** Wards that the person works in; none for those who work in all. */
  wards: z.array(wardCode).max(100),
  /** Practice-certificate number (law 15/2023 on examination and treatment), where they hold one. */
  practiceNumber: line(40).optional(),
  publicKey,
  /** X25519 key that follows from the signing key: what is sealed to it, the person alone opens. */
  sealingKey: publicKey.optional(),
  /** Of a ward's emergency code, with the role `emergency`: how long it opens from its first use. */
  emergency: z.strictObject({ hours: z.int().min(1).max(72) }).optional(),
  validFrom: instant,
  validUntil: instant,
  issuer,
  signature,
});
export type Certificate = z.infer<typeof certificateSchema>;

/** The end of a certificate. Of several for one serial the earliest counts: revocation wins. */
export const revocationSchema = z.strictObject({
  format: z.literal('bedside-revocation'),
  version: z.literal(1),
  serial: uuid,
  revokedAt: instant,
  reason: line(200),
  issuer,
  signature,
});
export type Revocation = z.infer<typeof revocationSchema>;

/** What the issuer's signature is over: everything but itself, in canonical JSON. */
export function signedText(document: { readonly signature: string }): string {
  return canonicalJson({ ...document, signature: undefined });
}

/** Issues a certificate. The caller holds the issuer's key; readers verify the chain. */
export async function issueCertificate(
  fields: Omit<Certificate, 'format' | 'version' | 'signature'>,
  issuerKey: SigningKey,
): Promise<Certificate> {
  const unsigned = { format: 'bedside-certificate' as const, version: 1 as const, ...fields };
  return { ...unsigned, signature: await signText(issuerKey, canonicalJson(unsigned)) };
}

export async function revokeCertificate(
  fields: Omit<Revocation, 'format' | 'version' | 'signature'>,
  issuerKey: SigningKey,
): Promise<Revocation> {
  const unsigned = { format: 'bedside-revocation' as const, version: 1 as const, ...fields };
  return { ...unsigned, signature: await signText(issuerKey, canonicalJson(unsigned)) };
}
