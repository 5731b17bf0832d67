import type { Bytes } from '../replica/envelope.ts';

/** `strict` waits for the disk; `relaxed` for the operating system: a power cut may take it back. */
export type TrailDurability = 'relaxed' | 'strict';

/** Where a trail lies: sealed values by key. Later writes are never on disk without earlier ones. */
export interface TrailStorage {
  /** All of them or none, in one transaction. */
  put(rows: readonly (readonly [key: string, value: Bytes])[], d: TrailDurability): Promise<void>;
  get(key: string): Promise<Bytes | undefined>;
  /** Values by ascending key, both ends included. */
  range(from: string, to: string, limit: number): Promise<readonly (readonly [string, Bytes])[]>;
  /** The highest key in a range. */
  lastKey(from: string, to: string): Promise<string | undefined>;
  close(): void;
}
