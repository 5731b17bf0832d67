import type { PackStorage } from '../../../shared/replica/arrivalPacks.ts';
import type { Bytes } from '../../../shared/replica/envelope.ts';

const byName = new Map<string, Map<number, Bytes>>();

/** The packs of one replica in this process's memory; the same name opens the same packs. */
export function packsOf(name: string): Map<number, Bytes> {
  const standing = byName.get(name) ?? new Map<number, Bytes>();
  byName.set(name, standing);
  return standing;
}

/** @param before told before each step; what it throws is what a crash or a full disk does */
export function packsInMemory(
  name: string,
  before: (step: 'write' | 'remove') => void = () => undefined,
): PackStorage {
  const packs = packsOf(name);
  return {
    numbers: async () => [...packs.keys()].sort((a, b) => a - b),
    read: async (number) => packs.get(number),
    async write(number, pack) {
      before('write');
      packs.set(number, pack);
    },
    async remove(number) {
      before('remove');
      packs.delete(number);
    },
    close: () => undefined,
  };
}
