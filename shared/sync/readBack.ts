import { generationOf, hashOf } from '../replica/revision.ts';
import { CentralFailure } from './centralFailure.ts';
import type { CentralClient, WireDocument } from './centralClient.ts';

interface Leaf {
  readonly id: string;
  readonly rev: string;
}

/** Failures of a whole request that may be one record's doing. */
const halvable = new Set(['serverError', 'answerTooLarge', 'badRequest', 'tooLarge']);

/**
 * Which of these leaves the server is seen to have (D7): it gives the leaf, or a version that stands
 * on it and names it. The second is asked only where the first isn't given: somebody wrote on it
 * meanwhile, and the server compacted what was underneath. Throws `CentralFailure`.
 */
export async function readBack(client: CentralClient, leaves: readonly Leaf[]): Promise<Leaf[]> {
  const given = await bodies(
    client,
    leaves.map(({ id, rev }) => ({ id, rev })),
  );
  const isGiven = new Set(given.map(({ _id, _rev }) => `${_id} ${_rev}`));
  const proved = leaves.filter(({ id, rev }) => isGiven.has(`${id} ${rev}`));
  if (proved.length === leaves.length) return proved;
  const absent = leaves.filter(({ id, rev }) => !isGiven.has(`${id} ${rev}`));
  const standing = new Map<string, WireDocument[]>();
  for (const document of await bodies(
    client,
    [...new Set(absent.map(({ id }) => id))].map((id) => ({ id })),
  )) {
    const ofRecord = standing.get(document._id);
    if (ofRecord) ofRecord.push(document);
    else standing.set(document._id, [document]);
  }
  const named = absent.filter(({ id, rev }) => standing.get(id)?.some((leaf) => names(leaf, rev)));
  return [...proved, ...named];
}

function names({ _revisions: { start, ids } }: WireDocument, rev: string): boolean {
  return ids[start - generationOf(rev)] === hashOf(rev);
}

/** Asked in halves where the server can't answer for all. */
async function bodies(
  client: CentralClient,
  wanted: readonly { readonly id: string; readonly rev?: string }[],
): Promise<WireDocument[]> {
  if (wanted.length === 0) return [];
  try {
    return await client.bulkGet(wanted);
  } catch (error) {
    if (!(error instanceof CentralFailure) || !halvable.has(error.fault)) throw error;
    if (wanted.length === 1) {
      await client.documentCount();
      return [];
    }
    const half = Math.ceil(wanted.length / 2);
    return [
      ...(await bodies(client, wanted.slice(0, half))),
      ...(await bodies(client, wanted.slice(half))),
    ];
  }
}
