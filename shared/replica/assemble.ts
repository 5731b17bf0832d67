import type { VersionVector } from '../merge/versionVector.ts';
import * as z from 'zod';
import { classifyLeaf } from '../records/classifyLeaf.ts';
import { joinLeaves } from '../records/joinLeaves.ts';
import type { Body, Leaf, QuarantineReason } from '../records/classifyLeaf.ts';
import { isDoubt } from '../people/signature.ts';
import type { SignatureDoubt, SignatureFlaw } from '../people/signature.ts';
import { kindDefinition } from '../records/kinds.ts';
import type { AnyKindDefinition, AnyRecord } from '../records/kinds.ts';
import type { StoredLeaf } from './leafStore.ts';
import { compareLeaves } from './revision.ts';

/**
 * Why a leaf isn't part of what is shown: it is quarantined, from a newer version, not rightly signed
 * (in doubt only where another leaf is beyond it), one of several leaves of a signed record, or
 * somebody outside deleted the record, which was kept.
 */
export type WithheldReason =
  QuarantineReason | SignatureFlaw | 'newerVersion' | 'brokenImmutable' | 'foreignDeletion';

/**
 * Says what is wrong with the signature of a record of a signed kind, by the certificates that are
 * known now; `body` is the record as it came.
 */
export type JudgeSignature = (record: AnyRecord, body: Body) => Promise<SignatureFlaw | undefined>;

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
  /** What keeps the shown record's signature from being verified; undefined where it stands. */
  readonly doubt?: SignatureDoubt | undefined;
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

const newerSchema = z.looseObject({
  causality: z.looseObject({ vector: closingSchema.shape.vector }),
});

/**
 * The vector that a leaf covers: its own, where it is valid or of a newer version, which joined what
 * it closes.
 */
export function coveredVector(leaf: Leaf): VersionVector | undefined {
  if (leaf.kind === 'valid') return leaf.record.causality.vector;
  if (leaf.kind !== 'newer') return undefined;
  return newerSchema.safeParse(leaf.body).data?.causality.vector;
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

interface Readable {
  readonly leaf: StoredLeaf;
  readonly rev: string;
  readonly record: AnyRecord;
  readonly doubt: SignatureDoubt | undefined;
}

/**
 * Puts a record together from its leaves. Deleted leaves don't count: people never delete, and the
 * store reasserts what a foreign deletion took. Of a signed record only rightly signed leaves count;
 * where there is none, those whose signature is in doubt.
 * @param nearestReadable finds the nearest readable ancestor of a leaf that can't be shown
 * @param judge without it no signature is looked at
 */
export async function assemble(
  leaves: readonly StoredLeaf[],
  nearestReadable: (leaf: StoredLeaf) => Promise<AnyRecord | undefined>,
  judge?: JudgeSignature,
): Promise<Assembled> {
  const readable: Readable[] = [];
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
      const { record } = classified;
      const flaw = classified.definition.signed && (await judge?.(record, leaf.body!));
      if (flaw && !isDoubt(flaw)) {
        unreadable.push(leaf);
        withheld.push({ id: leaf.id, rev: leaf.rev, reason: flaw, path: '' });
        continue;
      }
      readable.push({ leaf, rev: leaf.rev, record, doubt: flaw || undefined });
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
    const isVerified = ({ doubt }: Readable) => doubt === undefined;
    const valid = readable.some(isVerified) ? readable.filter(isVerified) : readable;
    for (const { leaf, rev, doubt } of readable) {
      const isUsed = valid.some((one) => one.leaf === leaf);
      if (!isUsed && doubt) withheld.push({ id: leaf.id, rev, reason: doubt, path: '' });
    }
    const { record, broken } = joinLeaves(valid, definition);
    if (broken) {
      for (const { leaf } of valid) {
        withheld.push({ id: leaf.id, rev: leaf.rev, reason: 'brokenImmutable', path: '' });
      }
    }
    const [highest] = valid.map(({ leaf }) => leaf).sort(compareLeaves);
    const doubt = valid.find((one) => one.record === record)?.doubt;
    return { shown: record, locked: false, parent: highest!.rev, withheld, doubt };
  }
  // What a version that can't be read here has joined and closed is the nearest to it.
  const closed = leaves.filter((leaf) => closingVector(leaf));
  const shown = await joinedNearest(
    unreadable.length > 0 ? [...unreadable, ...closed] : [],
    nearestReadable,
  );
  return { shown, locked: true, parent: undefined, withheld };
}

/** Puts many records together; their signatures are verified side by side, in the order of `leaves`. */
export async function assembleAll(
  leaves: ReadonlyMap<string, readonly StoredLeaf[]>,
  nearestReadable: (leaf: StoredLeaf) => Promise<AnyRecord | undefined>,
  judge?: JudgeSignature,
): Promise<ReadonlyMap<string, Assembled>> {
  const entries = [...leaves].map(
    async ([id, ofRecord]) => [id, await assemble(ofRecord, nearestReadable, judge)] as const,
  );
  return new Map(await Promise.all(entries));
}

/** The join of the nearest readable versions; of what is never joined, the first. */
async function joinedNearest(
  leaves: readonly StoredLeaf[],
  nearestReadable: (leaf: StoredLeaf) => Promise<AnyRecord | undefined>,
): Promise<AnyRecord | undefined> {
  const found: { rev: string; record: AnyRecord }[] = [];
  for (const { rev, record } of await Promise.all(
    leaves.map(async (leaf) => ({ rev: leaf.rev, record: await nearestReadable(leaf) })),
  )) {
    if (record) found.push({ rev, record });
  }
  const [first] = found;
  const definition = first && kindDefinition(first.record.kind);
  if (!definition || definition.immutable) return first?.record;
  return joinLeaves(found, definition).record;
}
