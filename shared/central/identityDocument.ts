import * as z from 'zod';

/**
 * The records database's own identity: `provision` gives it a random `lineage` once and never
 * another. As a design document it is written by administrators alone, read by every account, and
 * travels when IT copies the database to another server, which the server's uuid does not.
 */
export interface IdentityDocument {
  readonly _id: typeof identityDocumentId;
  readonly lineage: string;
  readonly succession?: Succession;
}

/** A lineage that the database takes the place of, said by the key that was known of it. */
const continuationSchema = z.looseObject({
  lineage: z.string().min(1).max(64),
  signature: z.base64().length(88),
});

/**
 * By what workstations tell whether a database that takes this one's place was sent by the same IT:
 * they remember `publicKey` while the server is known to them, and believe of a server that they
 * don't know only what this key has signed (`continuationText`).
 */
export const successionSchema = z.looseObject({
  /** Ed25519, 32 bytes in base64. Its private half lies in a file of IT's, on no server. */
  publicKey: z.base64().length(44),
  continues: z.array(continuationSchema).max(50).default([]),
});
export type Succession = z.infer<typeof successionSchema>;

export const identityDocumentId = '_design/identity';

/** What IT's key signs: that one database takes the place of another. */
export function continuationText(lineage: string, continued: string): string {
  return `bedside-continuation\n${lineage}\ntakes the place of\n${continued}`;
}
