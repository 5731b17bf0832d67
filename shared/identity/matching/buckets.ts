/** People by key, in plain arrays of numbers: 200,000 people with nine keys each take 30 MB. */
export interface Buckets {
  add(key: string, slot: number): void;
  /** Slots that were added under the key. */
  each(key: string, visit: (slot: number) => void): void;
}

export function openBuckets(): Buckets {
  let heads = new Int32Array(1 << 12).fill(-1);
  let next = new Int32Array(1 << 12);
  let hashes = new Int32Array(1 << 12);
  let slots = new Int32Array(1 << 12);
  let used = 0;

  const grow = () => {
    const longer = (array: Int32Array<ArrayBuffer>) => {
      const copy = new Int32Array(array.length * 2);
      copy.set(array);
      return copy;
    };
    [next, hashes, slots] = [longer(next), longer(hashes), longer(slots)];
    heads = new Int32Array(heads.length * 2).fill(-1);
    for (let entry = 0; entry < used; entry += 1) {
      const at = hashes[entry]! & (heads.length - 1);
      next[entry] = heads[at]!;
      heads[at] = entry;
    }
  };

  return {
    add(key, slot) {
      if (used === next.length) grow();
      const hash = hashOf(key);
      const at = hash & (heads.length - 1);
      hashes[used] = hash;
      slots[used] = slot;
      next[used] = heads[at]!;
      heads[at] = used;
      used += 1;
    },
    each(key, visit) {
      const hash = hashOf(key);
      for (let entry = heads[hash & (heads.length - 1)]!; entry >= 0; entry = next[entry]!) {
        if (hashes[entry] === hash) visit(slots[entry]!);
      }
    },
  };
}

/** FNV-1a over the key's UTF-16 units, mixed once more; two keys with one hash only cost a comparison. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < key.length; place += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(place), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
