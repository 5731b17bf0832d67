import { classifyLeaf } from '../records/classifyLeaf.ts';
import type { AnyRecord } from '../records/kinds.ts';
import type { JudgeSignature } from './assemble.ts';
import type { LeafStore, StoredLeaf } from './leafStore.ts';
import { generationOf } from './revision.ts';

/** The nearest ancestor of a leaf that can be read here, and is rightly signed where it has to be. */
export async function nearestReadable(
  store: LeafStore,
  judge: JudgeSignature | undefined,
  leaf: StoredLeaf,
): Promise<AnyRecord | undefined> {
  const withAncestors =
    leaf.ancestors.length > 0 || generationOf(leaf.rev) === 1
      ? leaf
      : (await store.read([leaf.id])).get(leaf.id)?.find((other) => other.rev === leaf.rev);
  let generation = generationOf(leaf.rev);
  for (const hash of withAncestors?.ancestors ?? []) {
    generation -= 1;
    const ancestor = await store.readRevision(leaf.id, `${generation}-${hash}`);
    if (!ancestor || ancestor.body === undefined || ancestor.deleted) continue;
    const classified = classifyLeaf(leaf.id, ancestor.body);
    if (classified.kind !== 'valid') continue;
    const { record, definition } = classified;
    const flaw = definition.signed && (await judge?.(record, ancestor.body));
    if (!flaw) return record;
  }
  return undefined;
}
