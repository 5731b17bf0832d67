import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { centralSchema } from '../../shared/bridge/contract.ts';
import { canonicalJson } from '../../shared/json/canonical.ts';
import { enrolmentSchema, peopleDocumentSchema } from '../../shared/people/peopleDocument.ts';
import type { CodeKeys } from './code.ts';

/** What a workstation is given: everything that it needs to work, a network or not. */
export const invitationSchema = z.strictObject({
  format: z.literal('bedside-invitation'),
  version: z.literal(1),
  central: centralSchema,
  /** Made beforehand by whoever may make accounts. */
  account: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
  /** The facility's root key: whatever is signed is verified by it from now on. */
  rootKey: z.base64().length(44),
  enrolment: enrolmentSchema,
  /** Signs for the workstation's sealing key, once. PKCS#8, base64. */
  enrolmentKey: z.base64().min(1).max(200),
  /** Port of the browser shell, where one was agreed. */
  port: z.int().min(1024).max(65_535).optional(),
  documents: z.array(peopleDocumentSchema),
  /** People's keys as wrapped by their passwords, by the digest in their documents. */
  wrapped: z.array(z.string().max(8192)),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** On a stick, and in the enrolment database: nothing in it can be read without the code. */
export const sealedInvitationSchema = z.strictObject({
  format: z.literal('bedside-sealed-invitation'),
  version: z.literal(1),
  /** Whose it is, so that a wrong stick is told apart. */
  facility: z.string().regex(/^\d{5}$/),
  code: z.string().regex(/^enrol-[0-9a-z]{4}$/),
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  sealed: z.base64().min(1),
});
export type SealedInvitation = z.infer<typeof sealedInvitationSchema>;

export function sealInvitation(
  invitation: Invitation,
  code: string,
  { key }: CodeKeys,
): SealedInvitation {
  const header = {
    format: 'bedside-sealed-invitation' as const,
    version: 1 as const,
    facility: invitation.enrolment.facility,
    code,
  };
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, new Uint8Array(nonce));
  cipher.setAAD(new TextEncoder().encode(canonicalJson(header)));
  const sealed = cipher.update(JSON.stringify(invitation), 'utf8', 'hex') + cipher.final('hex');
  return {
    ...header,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: Buffer.from(sealed, 'hex').toString('base64'),
  };
}

/** Undefined where the code isn't the one, or somebody changed the file. */
export function openInvitation(
  sealed: SealedInvitation,
  { key }: CodeKeys,
): Invitation | undefined {
  const { nonce, tag, sealed: box, ...header } = sealed;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: 16 });
    decipher.setAAD(new TextEncoder().encode(canonicalJson(header)));
    decipher.setAuthTag(bytes(tag));
    const text = decipher.update(bytes(box), undefined, 'utf8') + decipher.final('utf8');
    return invitationSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function bytes(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
