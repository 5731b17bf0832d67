import type { Body } from './classifyLeaf.ts';

/** What a record may be, in levels of nesting and in bytes of UTF-8 JSON. */
export interface BodyBounds {
  readonly nesting: number;
  readonly bytes: number;
}

/**
 * Whether one walk shows that a body keeps the bounds, that all its texts are well-formed and that
 * no key begins with an underscore. A first fill asks this of every record, and nearly every one is
 * so; false says nothing, and what is wrong, if anything, has to be looked for.
 */
export function isOrdinary(body: Body, { nesting, bytes }: BodyBounds): boolean {
  return mostBytes(body, nesting) <= bytes;
}

/** As JSON it has at most so many bytes; Infinity where something isn't ordinary. */
function mostBytes(value: unknown, levels: number): number {
  if (typeof value === 'string') return mostTextBytes(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return 25;
  if (typeof value !== 'object' || levels === 0) return Infinity;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const entry of value) bytes += mostBytes(entry, levels - 1) + 1;
    return bytes;
  }
  for (const key of Object.keys(value)) {
    if (key.startsWith('_')) return Infinity;
    const entry = (value as Record<string, unknown>)[key];
    bytes += mostTextBytes(key) + mostBytes(entry, levels - 1) + 2;
  }
  return bytes;
}

/** A code unit is written as six characters at most (`\u001f`). */
function mostTextBytes(text: string): number {
  return text.isWellFormed() ? 6 * text.length + 2 : Infinity;
}
