import * as z from 'zod';
import { canonicalJson } from '../json/canonical.ts';
import { glassReasons } from '../people/chartAccess.ts';
import { emergencyReasons } from '../records/credential.ts';
import { directoryKey, instant, uuid, wardCode } from '../records/fields.ts';
import { recordIdPattern } from '../records/ids.ts';

/** A word of a code list. What an entry holds is ids, counts and codes: no running text, ever. */
const code = z.string().regex(/^[a-z][A-Za-z]{0,39}$/);
const record = z.string().regex(recordIdPattern);
const whoever = { person: directoryKey };

/** Serial of the person's certificate, and their signature over the trail's key (`vouching.ts`). */
const vouch = z.strictObject({ certificate: uuid, signature: z.base64().length(88) });

/** Every action of the trail. A newer version may know more: readers take any word of this form. */
export const auditActions = z.enum([
  'trailBegun',
  'checkpoint',
  'signIn',
  'signInFailed',
  'lock',
  'viewChart',
  'viewHistory',
  'search',
  'print',
  'export',
  'settle',
  'breakTheGlass',
  'emergencyCode',
  'readTrail',
  'patientLink',
  'managePeople',
  'passwordChanged',
  'pinChosen',
  'settingChanged',
  'viewRecord',
  'viewBoard',
  'comparePair',
  'rescueIn',
  'chooseServer',
]);
export type AuditAction = z.infer<typeof auditActions>;

/** What the app reports: who did what, and the ids of what it was about. */
export const auditEventSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('signIn'), ...whoever, about: vouch.exactOptional() }),
  /** Told after the next sign-in, for nothing can be written before; `attemptedAt` is when it was. */
  z.strictObject({
    action: z.literal('signInFailed'),
    ...whoever,
    about: z.strictObject({ attemptedAt: instant }),
  }),
  z.strictObject({ action: z.literal('lock'), ...whoever }),
  z.strictObject({
    action: z.literal('viewChart'),
    ...whoever,
    about: z.strictObject({ patient: uuid }),
  }),
  z.strictObject({
    action: z.literal('viewHistory'),
    ...whoever,
    about: z.strictObject({ record }),
  }),
  /** That a search was made and how many were found; the words never. */
  z.strictObject({
    action: z.literal('search'),
    ...whoever,
    about: z.strictObject({ found: z.int().min(0) }),
  }),
  z.strictObject({
    action: z.literal('print'),
    ...whoever,
    /** Which paper, and how many pieces of it. */
    about: z.strictObject({ patient: uuid, what: code, count: z.int().min(1) }),
  }),
  z.strictObject({
    action: z.literal('export'),
    ...whoever,
    about: z.strictObject({ what: code, patient: uuid.exactOptional(), records: z.int().min(0) }),
  }),
  z.strictObject({
    action: z.literal('settle'),
    ...whoever,
    about: z.strictObject({ record, unit: code }),
  }),
  z.strictObject({
    action: z.literal('breakTheGlass'),
    ...whoever,
    about: z.strictObject({ patient: uuid, reason: z.enum(glassReasons), until: instant }),
  }),
  /** Who used it says their name in what they write and in the list of people; a trail holds none. */
  z.strictObject({
    action: z.literal('emergencyCode'),
    ...whoever,
    about: z.strictObject({ reason: z.enum(emergencyReasons), until: instant }),
  }),
  z.strictObject({ action: z.literal('readTrail'), ...whoever }),
  /** Two identities joined, parted or told apart; the record says whose. */
  z.strictObject({
    action: z.literal('patientLink'),
    ...whoever,
    about: z.strictObject({ patient: uuid, other: uuid, what: code }),
  }),
  /** Somebody was given an account or a new certificate, or was revoked. */
  z.strictObject({
    action: z.literal('managePeople'),
    ...whoever,
    about: z.strictObject({ whom: directoryKey, what: z.enum(['add', 'renew', 'end']) }),
  }),
  /** On this workstation; the others hear of it with the person's keys. */
  z.strictObject({ action: z.literal('passwordChanged'), ...whoever }),
  z.strictObject({ action: z.literal('pinChosen'), ...whoever }),
  /** A setting of the whole workstation that guards it. */
  z.strictObject({
    action: z.literal('settingChanged'),
    ...whoever,
    about: z.strictObject({ what: z.literal('lockAfterMinutes'), minutes: z.int().min(1) }),
  }),
  /** One record was read outside its chart: what was refused, or is to be sorted. */
  z.strictObject({
    action: z.literal('viewRecord'),
    ...whoever,
    about: z.strictObject({ record }),
  }),
  /** The board of a ward that isn't one's own. */
  z.strictObject({
    action: z.literal('viewBoard'),
    ...whoever,
    about: z.strictObject({ ward: wardCode }),
  }),
  z.strictObject({
    action: z.literal('comparePair'),
    ...whoever,
    about: z.strictObject({ patient: uuid, other: uuid }),
  }),
  z.strictObject({
    action: z.literal('rescueIn'),
    ...whoever,
    about: z.strictObject({ records: z.int().min(0) }),
  }),
  z.strictObject({
    action: z.literal('chooseServer'),
    ...whoever,
    about: z.strictObject({ what: code }),
  }),
]);
export type AuditEvent = z.infer<typeof auditEventSchema>;

/** `previous` of a trail's first entry. */
export const noPrevious = '0'.repeat(64);

/** One entry of a workstation's trail, as it is hashed, kept and sent. */
export const auditEntrySchema = z.strictObject({
  format: z.literal('bedside-audit'),
  version: z.literal(1),
  workstation: directoryKey,
  /** Random; one life of the trail. A reinstalled workstation begins another. */
  epoch: z.string().regex(/^[0-9a-f]{16}$/),
  /** From 1, without a gap. */
  sequence: z.int().min(1).max(9_999_999_999),
  /** SHA-256 of the entry before it, in hex. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  at: instant,
  /** Nobody for what the workstation does by itself. */
  person: directoryKey.exactOptional(),
  action: code,
  about: z
    .record(code, z.union([z.int().min(0), z.string().regex(/^[A-Za-z0-9:.+/=-]{1,160}$/)]))
    .exactOptional(),
  /** Of a checkpoint: Ed25519 over the rest of it, and so over everything before it. */
  signature: z.base64().length(88).exactOptional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What the next entry's `previous` is: SHA-256 over canonical JSON, the signature included. */
export async function hashOfEntry(entry: AuditEntry): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(entry));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The text that a checkpoint's signature is over: for no other use. */
export function checkpointText(entry: AuditEntry): string {
  return `bedside-audit\n${canonicalJson({ ...entry, signature: undefined })}`;
}
