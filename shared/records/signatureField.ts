import * as z from 'zod';
import { uuid } from './fields.ts';

/** A person's signature under a record: whose certificate, and Ed25519 over the rest of the record. */
export const signatureSchema = z.strictObject({
  certificate: uuid,
  value: z.base64().length(88),
});
export type Signature = z.infer<typeof signatureSchema>;

/**
 * The field of the kinds that are acts of a person. It is set when the rest of the record stands, so
 * the schema doesn't ask for it; every server and every reader does.
 */
export const signature = signatureSchema.optional();
