import { canonicalJson } from '../json/canonical.ts';

/** Revision as CouchDB writes it: `<generation>-<32 lowercase hex digits>`. */
export type Revision = string;

export const revisionPattern = /^([1-9]\d{0,8})-([0-9a-f]{32})$/;

/**
 * The revision of a body under its parent (D3): SHA-256 over the parent's revision and the
 * canonical plaintext, cut to 128 bits. Whoever writes the same record after the same leaf writes
 * the same revision. Exactly 32 lowercase hex digits: with other lengths CouchDB and PouchDB
 * choose different winners.
 * @param body the record without `_id` and `_rev`
 * @param parent revision of the leaf that it extends; none for a first generation
 */
export async function revisionOf(body: object, parent: Revision | undefined): Promise<Revision> {
  const generation = parent === undefined ? 1 : generationOf(parent) + 1;
  const text = canonicalJson({ parent: parent ?? null, body });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `${generation}-${hex(new Uint8Array(digest, 0, 16))}`;
}

/** The generation of a revision. Throws on text that is none. */
export function generationOf(revision: Revision): number {
  const generation = Number.parseInt(revision, 10);
  if (!(generation >= 1)) throw new Error('not a revision');
  return generation;
}

/** The hash of a revision, without its generation. */
export function hashOf(revision: Revision): string {
  return revision.slice(revision.indexOf('-') + 1);
}

/**
 * CouchDB's and PouchDB's order of leaves: a live one before a deleted one, then the higher
 * generation, then the greater hash. The first is the winner.
 */
export function compareLeaves(
  a: { readonly rev: Revision; readonly deleted: boolean },
  b: { readonly rev: Revision; readonly deleted: boolean },
): number {
  if (a.deleted !== b.deleted) return a.deleted ? 1 : -1;
  const byGeneration = generationOf(b.rev) - generationOf(a.rev);
  if (byGeneration !== 0) return byGeneration;
  return a.rev < b.rev ? 1 : a.rev > b.rev ? -1 : 0;
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
