/**
 * The records database's own identity: `provision` writes it once, with a random `lineage`, and
 * never again. As a design document it is written by administrators alone, read by every account,
 * and travels when IT copies the database to another server, which the server's uuid does not.
 */
export interface IdentityDocument {
  readonly _id: typeof identityDocumentId;
  readonly lineage: string;
}

export const identityDocumentId = '_design/identity';

export function newIdentityDocument(): IdentityDocument {
  return { _id: identityDocumentId, lineage: crypto.randomUUID() };
}
