import * as z from 'zod';
import { EnvelopeDamaged } from './envelope.ts';
import type { LeafStore } from './leafStore.ts';

/** Version of how the replica lies on disk. A higher one was written by a newer app. */
const currentFormat = 1;

const formatSchema = z.looseObject({
  format: z.int().positive(),
  /** Random; keeps keyed hashes of this replica from being guessed. */
  lookupSecret: z.string().regex(/^[0-9a-f]{64}$/),
});

export type FormatResult =
  | { readonly kind: 'ok'; readonly lookupSecret: string }
  | { readonly kind: 'wrongKey' }
  | { readonly kind: 'fromNewerVersion' };

/**
 * Reads the sealed format document, or writes it into a new replica. It opens only with the key
 * that the replica was made with: another key is told here, before anything is written.
 * @param onNew is waited for before a new replica's document is written
 */
export async function checkFormat(
  store: LeafStore,
  onNew: () => Promise<void> = () => Promise.resolve(),
): Promise<FormatResult> {
  let stored: unknown;
  try {
    stored = await store.readLocal('format');
  } catch (error) {
    if (error instanceof EnvelopeDamaged) return { kind: 'wrongKey' };
    throw error;
  }
  if (stored === undefined) {
    await onNew();
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const lookupSecret = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
    await store.writeLocal('format', { format: currentFormat, lookupSecret });
    return { kind: 'ok', lookupSecret };
  }
  const parsed = formatSchema.parse(stored);
  if (parsed.format > currentFormat) return { kind: 'fromNewerVersion' };
  return { kind: 'ok', lookupSecret: parsed.lookupSecret };
}
