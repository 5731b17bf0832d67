import { parseRecordId } from '../records/ids.ts';
import type { NewRevision } from '../replica/leafStore.ts';
import { hashOf, revisionPattern } from '../replica/revision.ts';
import type { WireDocument } from './centralClient.ts';

/** A leaf that the server named. */
export interface NamedLeaf {
  readonly id: string;
  readonly rev: string;
}

/** A leaf that came, with the hashes of its ancestors. */
export type GivenLeaf = Pick<NewRevision, 'id' | 'rev' | 'ancestors'>;

/** The records among what came, as the store takes them; anything else is left where it is. */
export function arrivalsOf(documents: readonly WireDocument[]): NewRevision[] {
  return documents
    .filter(({ _id, _rev }) => parseRecordId(_id) !== undefined && isRevision(_rev))
    .map(arrivalOf);
}

function arrivalOf(document: WireDocument): NewRevision {
  const { _id, _rev, _deleted, _revisions, ...body } = document;
  return {
    id: _id,
    rev: _rev,
    ancestors: _revisions.ids.slice(1),
    deleted: _deleted === true,
    body,
    origin: 'server',
  };
}

/** Of these leaves, those that didn't come: neither themselves nor as an ancestor of what came. */
export function notGiven(wanted: readonly NamedLeaf[], given: readonly GivenLeaf[]): NamedLeaf[] {
  const byId = new Map<string, GivenLeaf[]>();
  for (const revision of given) {
    const ofRecord = byId.get(revision.id);
    if (ofRecord) ofRecord.push(revision);
    else byId.set(revision.id, [revision]);
  }
  return wanted.filter(
    ({ id, rev }) =>
      !byId.get(id)?.some((leaf) => leaf.rev === rev || leaf.ancestors.includes(hashOf(rev))),
  );
}

export function isRevision(rev: string): boolean {
  return revisionPattern.test(rev);
}
