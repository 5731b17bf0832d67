import * as z from 'zod';
import { facilitySchema, workstationSchema } from '../bridge/contract.ts';
import { canonicalJson } from '../json/canonical.ts';
import { directoryKey, instant, uuid } from '../records/fields.ts';
import {
  certificateSchema,
  issuer,
  publicKey,
  revocationSchema,
  signature,
} from './certificate.ts';
import { emergencyUseSchema } from './emergencyUse.ts';

const facilityCode = z.string().regex(/^\d{5}$/);
const digest = z.string().regex(/^[0-9a-f]{32}$/);
const box = z.base64().min(1).max(8192);

/** What the hospital is, by its root key: the newest one holds on every workstation. */
export const facilityDocumentSchema = z.strictObject({
  format: z.literal('bedside-facility'),
  version: z.literal(1),
  facility: facilityCode,
  configuration: facilitySchema,
  /** X25519 key of whoever holds the root key: personal keys are sealed to it, for workstations to come. */
  sealingKey: publicKey,
  /** Days without the server after which a sign-in counts as unverified. It ends nothing. */
  offlineDays: z.int().min(1).max(365),
  issuedAt: instant,
  issuer: z.literal('facility'),
  signature,
});
export type FacilityDocument = z.infer<typeof facilityDocumentSchema>;

/** Leave to enrol one workstation, once: `publicKey` signs for its sealing key and nothing else. */
export const enrolmentSchema = z.strictObject({
  serial: uuid,
  facility: facilityCode,
  workstation: workstationSchema,
  publicKey,
  validUntil: instant,
  issuer,
  signature,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** An enrolled workstation: the leave that it was given, and the sealing key that it made of its device secret. */
export const workstationDocumentSchema = z.strictObject({
  format: z.literal('bedside-workstation'),
  version: z.literal(1),
  enrolment: enrolmentSchema,
  sealingKey: publicKey,
  enrolledAt: instant,
  signature,
});
export type WorkstationDocument = z.infer<typeof workstationDocumentSchema>;

/**
 * A person's private key, wrapped by their password and then sealed to enrolled workstations: who
 * has no enrolled workstation can't even try a password. Of several for a certificate those of the
 * highest generation count; `digest` is of the wrapped text, for boxes that are handed on later.
 */
export const personalKeysSchema = z.strictObject({
  format: z.literal('bedside-personal-keys'),
  version: z.literal(1),
  person: directoryKey,
  certificate: uuid,
  generation: z.int().min(1).max(1_000_000),
  madeAt: instant,
  digest,
  /** By the serial of a workstation's enrolment, or `facility`. */
  boxes: z.record(z.union([uuid, z.literal('facility')]), box),
  /** By the certificate's own key. */
  signature,
});
export type PersonalKeys = z.infer<typeof personalKeysSchema>;

/** Wrapped personal keys handed on to a workstation that came later. What it opens to must have the digest. */
export const handedKeysSchema = z.strictObject({
  format: z.literal('bedside-handed-keys'),
  version: z.literal(1),
  digest,
  to: uuid,
  box,
});
export type HandedKeys = z.infer<typeof handedKeysSchema>;

/** All that is kept about people. None is ever changed or taken away: later ones add to earlier ones. */
export const peopleDocumentSchema = z.discriminatedUnion('format', [
  certificateSchema,
  revocationSchema,
  facilityDocumentSchema,
  workstationDocumentSchema,
  personalKeysSchema,
  handedKeysSchema,
  emergencyUseSchema,
]);
export type PeopleDocument = z.infer<typeof peopleDocumentSchema>;

/**
 * The id of a document: from its content, so that the same one is one everywhere, no two conflict,
 * and nobody can put another in its place. A workstation's is its enrolment's alone: the server
 * takes the first, which makes the code good for one. Handed keys, too, are made once.
 */
export async function peopleDocumentId(document: PeopleDocument): Promise<string> {
  if (document.format === 'bedside-workstation') return workstationId(document.enrolment.serial);
  if (document.format === 'bedside-handed-keys') return handedId(document.digest, document.to);
  const kind = document.format.replace('bedside-', '');
  return `${kind}:${await digestOf(canonicalJson(document))}`;
}

export function workstationId(enrolment: string): string {
  return `workstation:${enrolment}`;
}

export function handedId(keysDigest: string, to: string): string {
  return `handed-keys:${keysDigest}:${to}`;
}

/** SHA-256 of text, cut to 128 bits, in hexadecimal. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes).slice(0, 16), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
