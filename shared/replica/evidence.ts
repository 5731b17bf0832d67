import { canonicalJson } from '../json/canonical.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { classifyStored } from './assemble.ts';
import type { Withheld } from './assemble.ts';
import type { LeafStore } from './leafStore.ts';

/** More of a leaf than this is not shown: who needs the rest has the server's copy. */
export const maxEvidenceCharacters = 20_000;

/** A leaf that is kept and not used, as it may be read: what stands in it is nobody's word. */
export interface Evidence extends Withheld {
  /** Who, when and where it says it is from; nothing proves it. */
  readonly claimed: {
    readonly by: string | undefined;
    readonly at: string | undefined;
    readonly on: string | undefined;
  };
  /** It reads as a record of its kind. */
  readonly record: AnyRecord | undefined;
  /** What stands in it, as JSON, cut at `maxEvidenceCharacters`; undefined where it isn't stored or doesn't open. */
  readonly text: string | undefined;
  readonly cut: boolean;
}

/** Reads what is kept back of one record, in the order of the list. Rejects with `StoreFailed`. */
export async function readEvidence(
  { store, withheld }: { readonly store: LeafStore; withheld(): readonly Withheld[] },
  recordId: string,
): Promise<readonly Evidence[]> {
  const kept = withheld().filter(({ id }) => id === recordId);
  if (kept.length === 0) return [];
  const leaves = (await store.read([recordId])).get(recordId) ?? [];
  return kept.map((one) => {
    const leaf = leaves.find(({ rev }) => rev === one.rev);
    const body = leaf?.body ?? {};
    const classified = leaf && classifyStored(leaf);
    const text = leaf?.body && textOf(leaf.body);
    return {
      ...one,
      claimed: {
        by: short(body['recordedBy']),
        at: short(body['recordedAt']),
        on: short(body['recordedOn']),
      },
      record: classified?.kind === 'valid' ? classified.record : undefined,
      text: text?.slice(0, maxEvidenceCharacters),
      cut: text !== undefined && text.length > maxEvidenceCharacters,
    };
  });
}

function short(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 80) : undefined;
}

/** A hostile body may be nested so deep that it can't be written out. */
function textOf(body: object): string | undefined {
  try {
    return canonicalJson(body);
  } catch {
    return undefined;
  }
}
