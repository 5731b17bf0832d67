/** How much one request carries. The first of the two bounds that is met ends a batch. */
export interface BatchSize {
  readonly records: number;
  /** Of JSON text, as far as known; one record may be larger. */
  readonly bytes: number;
}

/**
 * The size of the next batch, which follows the link: it grows after quick answers to full batches,
 * and shrinks after slow or failed ones, down to one record.
 */
export interface BatchSizer {
  size(): BatchSize;
  /** @param full whether the batch was as large as allowed: a small one says little */
  answered(tookMs: number, full: boolean): void;
  failed(): void;
}

export interface BatchBounds {
  readonly first: BatchSize;
  readonly most: BatchSize;
  /** A batch that is answered faster may grow; one that takes four times as long shrinks. */
  readonly aimMs: number;
}

const least: BatchSize = { records: 1, bytes: 16 * 1024 };

export function batchSizer({ first, most, aimMs }: BatchBounds): BatchSizer {
  let size = first;
  return {
    size: () => size,
    answered(tookMs, full) {
      if (full && tookMs < aimMs) size = scaled(size, 2, most);
      else if (tookMs > 4 * aimMs) size = scaled(size, 0.5, most);
    },
    failed() {
      size = scaled(size, 0.5, most);
    },
  };
}

function scaled({ records, bytes }: BatchSize, factor: number, most: BatchSize): BatchSize {
  return {
    records: Math.min(most.records, Math.max(least.records, Math.floor(records * factor))),
    bytes: Math.min(most.bytes, Math.max(least.bytes, Math.floor(bytes * factor))),
  };
}

/** The first items that fit into a batch: always one, though it be larger. */
export function firstBatch<T>(
  items: readonly T[],
  { records, bytes }: BatchSize,
  bytesOf: (item: T) => number,
): readonly T[] {
  let sum = 0;
  let count = 0;
  for (const item of items.slice(0, records)) {
    sum += bytesOf(item);
    if (count > 0 && sum > bytes) break;
    count += 1;
  }
  return items.slice(0, count);
}
