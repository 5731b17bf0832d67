import { leafStoreOver as inTime } from '../../../shared/replica/pouchLeafStore.ts';
import type { PouchLeafStore } from '../../../shared/replica/pouchLeafStore.ts';

export * from '../../../shared/replica/pouchLeafStore.ts';

const lateMs = 150;

/**
 * A store that says "stored" too early, for the test that must notice what was lost. A build of the
 * test's page puts it in the place of the real one.
 */
export function leafStoreOver(...given: Parameters<typeof inTime>): PouchLeafStore {
  const store = inTime(...given);
  return {
    ...store,
    async write(revisions) {
      setTimeout(() => void store.write(revisions), lateMs);
    },
  };
}
