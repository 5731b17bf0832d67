import { sameValue } from '../json/canonical.ts';
import { classifyLeaf } from '../records/classifyLeaf.ts';
import { joinLeaves } from '../records/joinLeaves.ts';
import type { AnyKindDefinition, AnyRecord } from '../records/kinds.ts';
import { classifyStored } from './assemble.ts';
import type { NewRevision, StoredLeaf } from './leafStore.ts';
import { compareLeaves, hashOf, revisionOf } from './revision.ts';

/**
 * What ends a revision conflict (D5): the join of the live valid leaves and a closing tombstone on
 * each leaf that it covers, to be written in one transaction. Nothing new is written where a leaf
 * already equals the join: the highest such leaf stands. All revisions follow from the leaves, so
 * every workstation that sees the same ones writes the same.
 *
 * Left alone: signed records (they are never joined), quarantined leaves, and every record of
 * which a leaf is from a newer version.
 */
export async function resolution(leaves: readonly StoredLeaf[]): Promise<NewRevision[]> {
  const live: { leaf: StoredLeaf; rev: string; record: AnyRecord }[] = [];
  let definition: AnyKindDefinition | undefined;
  for (const leaf of leaves) {
    if (leaf.deleted) continue;
    const classified = classifyStored(leaf);
    if (classified.kind === 'newer') return [];
    if (classified.kind !== 'valid') continue;
    definition = classified.definition;
    live.push({ leaf, rev: leaf.rev, record: classified.record });
  }
  if (live.length < 2 || definition!.immutable) return [];
  live.sort((a, b) => compareLeaves(a.leaf, b.leaf));
  const { record } = joinLeaves(live, definition!);
  // Both are in their normal form, where the policies of this app say which side of a disagreement
  // is shown: an app with others doesn't rewrite ours, nor we theirs.
  const standing = live.find((candidate) => sameValue(candidate.record, record));
  const highest = live[0]!;
  const written: NewRevision[] = [];
  if (!standing) {
    // Too large to stand in one record: the leaves stay open, and all that they say is shown, until
    // somebody has settled enough of it.
    if (classifyLeaf(record.id, record).kind !== 'valid') return [];
    written.push({
      id: record.id,
      rev: await revisionOf(record, highest.rev),
      ancestors: [hashOf(highest.rev)],
      deleted: false,
      body: record,
      origin: 'local',
    });
  }
  const kept = standing ?? highest;
  for (const other of live) if (other !== kept) written.push(await closing(other));
  return written;
}

/** The tombstone that closes a leaf. It says what it covers; the server admits no other. */
async function closing({
  leaf,
  record,
}: {
  readonly leaf: StoredLeaf;
  readonly record: AnyRecord;
}): Promise<NewRevision> {
  const body = { closed: true, vector: record.causality.vector };
  return {
    id: leaf.id,
    rev: await revisionOf({ ...body, deleted: true }, leaf.rev),
    ancestors: [hashOf(leaf.rev)],
    deleted: true,
    body,
    origin: 'local',
  };
}
