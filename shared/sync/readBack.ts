import { generationOf, hashOf } from '../replica/revision.ts';
import { askApart } from './askApart.ts';
import type { CentralFault } from './centralFailure.ts';
import type { CentralClient, WireDocument } from './centralClient.ts';

interface Leaf {
  readonly id: string;
  readonly rev: string;
}

export interface ReadBack<Of extends Leaf> {
  readonly proved: readonly Of[];
  readonly unproved: readonly Of[];
  /** On what the question failed for some of them alone, if on anything. */
  readonly fault: CentralFault | undefined;
}

/**
 * Which of these leaves the server is seen to have (D7): it gives the leaf, or a version that stands
 * on it and names it. The second is asked only where the first isn't given: somebody wrote on it
 * meanwhile, and the server compacted what was underneath. A leaf on which the question alone fails
 * is unproved, and keeps no other from being proved. Throws `CentralFailure`.
 */
export async function readBack<Of extends Leaf>(
  client: CentralClient,
  leaves: readonly Of[],
): Promise<ReadBack<Of>> {
  const given = await bodies(
    client,
    leaves.map(({ id, rev }) => ({ id, rev })),
  );
  const isGiven = new Set(given.documents.map(({ _id, _rev }) => `${_id} ${_rev}`));
  const absent = leaves.filter(({ id, rev }) => !isGiven.has(`${id} ${rev}`));
  const standing = new Map<string, WireDocument[]>();
  const named = await bodies(
    client,
    [...new Set(absent.map(({ id }) => id))].map((id) => ({ id })),
  );
  for (const document of named.documents) {
    const ofRecord = standing.get(document._id);
    if (ofRecord) ofRecord.push(document);
    else standing.set(document._id, [document]);
  }
  const unproved = absent.filter(
    ({ id, rev }) => !standing.get(id)?.some((leaf) => names(leaf, rev)),
  );
  return {
    proved: leaves.filter((leaf) => !unproved.includes(leaf)),
    unproved,
    fault: given.fault ?? named.fault,
  };
}

function names({ _revisions: { start, ids } }: WireDocument, rev: string): boolean {
  return ids[start - generationOf(rev)] === hashOf(rev);
}

async function bodies(
  client: CentralClient,
  wanted: readonly { readonly id: string; readonly rev?: string }[],
): Promise<{ readonly documents: readonly WireDocument[]; readonly fault?: CentralFault }> {
  const { answers, alone } = await askApart(
    wanted,
    (part) => client.bulkGet(part),
    () => client.documentCount(),
  );
  const fault = alone[0]?.fault;
  return { documents: answers.flat(), ...(fault ? { fault } : {}) };
}
