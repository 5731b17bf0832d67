import { sameValue } from '../json/canonical.ts';
import { supersedes } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { covers } from '../merge/versionVector.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { classifyStored, closingVector, coveredVector } from './assemble.ts';
import type { NewRevision, StoredLeaf } from './leafStore.ts';
import { generationOf, hashOf, revisionOf } from './revision.ts';

/**
 * What must be written beside arrivals so that nothing acknowledged is hidden: a leaf of ours that
 * an arrival extends without having seen it (a foreign deletion, a damaged or forged version, an
 * edit that forgot what it stood on) is written again as a branch of its own. The revision follows
 * from the leaf alone, so every workstation that does so writes the same.
 * @param standing all leaves that the store holds of the arrivals' records
 */
export async function reassertions(
  arrivals: readonly NewRevision[],
  standing: ReadonlyMap<string, readonly StoredLeaf[]>,
): Promise<NewRevision[]> {
  const written: NewRevision[] = [];
  for (const arrival of arrivals) {
    const leaves = standing.get(arrival.id) ?? [];
    for (const leaf of leaves) {
      if (leaf.deleted || !isAncestor(leaf.rev, arrival)) continue;
      const beside = [...leaves, ...arrivals.filter((other) => other.id === arrival.id)];
      if (!mustStay(leaf, arrival, beside)) continue;
      written.push(await again(leaf));
    }
  }
  return written;
}

/**
 * The leaf once more, as a branch: an edited record's on top of it, a signed record's as a first
 * generation of its own, for servers and readers take a later one for a change of what never changes.
 */
async function again(leaf: StoredLeaf): Promise<NewRevision> {
  const ours = classifyStored(leaf);
  const rev = await revisionOf(leaf.body!, leaf.rev);
  const isSigned = ours.kind === 'valid' && ours.definition.immutable;
  return {
    id: leaf.id,
    rev: isSigned ? `1-${hashOf(rev)}` : rev,
    ancestors: isSigned ? [] : [hashOf(leaf.rev)],
    deleted: false,
    body: leaf.body!,
    origin: 'local',
  };
}

/** Whether a leaf says something that would be gone with the arrival on top of it. */
function mustStay(
  leaf: StoredLeaf,
  arrival: NewRevision,
  beside: readonly (StoredLeaf | NewRevision)[],
): boolean {
  const ours = classifyStored(leaf);
  if (ours.kind !== 'valid') return false;
  const { vector } = ours.record.causality;
  if (!arrival.deleted) {
    const theirs = classifyStored(arrival);
    if (theirs.kind === 'newer') return false;
    if (ours.definition.immutable) {
      return theirs.kind !== 'valid' || !sameValue(theirs.record, ours.record);
    }
    // A vector alone isn't enough: a program that doesn't know of causality keeps it and changes a
    // value under the same dot.
    return (
      theirs.kind !== 'valid' ||
      !supersedes(ours.definition.units, causal(theirs.record), causal(ours.record))
    );
  }
  const closing = closingVector(arrival);
  if (!closing || !covers(closing, vector)) return true;
  return !beside.some((other) => {
    if (other.deleted || other.rev === leaf.rev) return false;
    // An app of a newer version joins too; what it wrote can't be read here, and isn't fought.
    const covered = coveredVector(classifyStored(other));
    return covered !== undefined && covers(covered, closing);
  });
}

function causal(record: AnyRecord): CausalRecord {
  return record as unknown as CausalRecord;
}

/** Whether the revision is among the ancestors of an arrival. */
function isAncestor(rev: string, arrival: NewRevision): boolean {
  const distance = generationOf(arrival.rev) - generationOf(rev);
  return distance >= 1 && arrival.ancestors[distance - 1] === hashOf(rev);
}
