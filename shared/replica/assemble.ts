import type { VersionVector } from '../merge/versionVector.ts';
import * as z from 'zod';
import { classifyLeaf } from '../records/classifyLeaf.ts';
import { joinLeaves } from '../records/joinLeaves.ts';
import type { Leaf, QuarantineReason } from '../records/classifyLeaf.ts';
import type { AnyKindDefinition, AnyRecord } from '../records/kinds.ts';
import type { StoredLeaf } from './leafStore.ts';
import { compareLeaves } from './revision.ts';

/**
 * Why a leaf isn't part of what is shown: it is quarantined, from a newer version, one of several
 * leaves of a signed record, or somebody outside deleted the record, which was kept.
 */
export type WithheldReason =
  QuarantineReason | 'newerVersion' | 'brokenImmutable' | 'foreignDeletion';

/** A leaf that stays open and isn't joined, and why; the screens list it. */
export interface Withheld {
  readonly id: string;
  readonly rev: string;
  readonly reason: WithheldReason;
  /** Path of the offending field, never its value. */
  readonly path: string;
}

/** What the leaves of one record amount to. */
export interface Assembled {
  /** The join of the live valid leaves, or the nearest readable version where there is none. */
  readonly shown: AnyRecord | undefined;
  /** Edits are refused: what stands is from a newer version or can't be read. */
  readonly locked: boolean;
  /** Revision of the live valid leaf that the next write extends. */
  readonly parent: string | undefined;
  readonly withheld: readonly Withheld[];
}

const closingSchema = z.looseObject({
  closed: z.literal(true),
  vector: z.record(z.string(), z.int().positive()),
});

/** The vector that a closing tombstone (D5) covers, or undefined for any other deletion. */
export function closingVector(
  leaf: Pick<StoredLeaf, 'deleted' | 'body'>,
): VersionVector | undefined {
  if (!leaf.deleted || leaf.body === undefined) return undefined;
  const parsed = closingSchema.safeParse(leaf.body);
  return parsed.success ? parsed.data.vector : undefined;
}

/** A stored leaf's class; a body that doesn't open is quarantined too. */
export function classifyStored(leaf: Pick<StoredLeaf, 'id' | 'body'>): Leaf {
  if (leaf.body === undefined) {
    return {
      kind: 'quarantined',
      quarantine: { reason: 'damagedOnDisk', path: '' },
      body: {},
    };
  }
  return classifyLeaf(leaf.id, leaf.body);
}

/**
 * Puts a record together from its leaves. Deleted leaves don't count: people never delete, and the
 * store reasserts what a foreign deletion took.
 * @param nearestReadable finds the nearest readable ancestor of a leaf that can't be shown
 */
export async function assemble(
  leaves: readonly StoredLeaf[],
  nearestReadable: (leaf: StoredLeaf) => Promise<AnyRecord | undefined>,
): Promise<Assembled> {
  const valid: { leaf: StoredLeaf; rev: string; record: AnyRecord }[] = [];
  const withheld: Withheld[] = [];
  const unreadable: StoredLeaf[] = [];
  let definition: AnyKindDefinition | undefined;
  for (const leaf of leaves) {
    if (leaf.deleted) {
      if (!closingVector(leaf)) {
        withheld.push({ id: leaf.id, rev: leaf.rev, reason: 'foreignDeletion', path: '' });
      }
      continue;
    }
    const classified = classifyStored(leaf);
    if (classified.kind === 'valid') {
      valid.push({ leaf, rev: leaf.rev, record: classified.record });
      definition = classified.definition;
      continue;
    }
    unreadable.push(leaf);
    const { reason, path }: Pick<Withheld, 'reason' | 'path'> =
      classified.kind === 'newer'
        ? { reason: 'newerVersion', path: 'schemaVersion' }
        : classified.quarantine;
    withheld.push({ id: leaf.id, rev: leaf.rev, reason, path });
  }
  if (definition) {
    const { record, broken } = joinLeaves(valid, definition);
    if (broken) {
      for (const { leaf } of valid) {
        withheld.push({ id: leaf.id, rev: leaf.rev, reason: 'brokenImmutable', path: '' });
      }
    }
    const [highest] = valid.map(({ leaf }) => leaf).sort(compareLeaves);
    return { shown: record, locked: false, parent: highest!.rev, withheld };
  }
  for (const leaf of unreadable) {
    const shown = await nearestReadable(leaf);
    if (shown) return { shown, locked: true, parent: undefined, withheld };
  }
  return { shown: undefined, locked: true, parent: undefined, withheld };
}
