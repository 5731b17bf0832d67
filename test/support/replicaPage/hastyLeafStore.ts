import type { Cipher } from '../../../shared/replica/envelope.ts';
import { leafStoreOver as inTime } from '../../../shared/replica/leafStore.ts';
import type { EnvelopeEncoding, LeafStore } from '../../../shared/replica/leafStore.ts';

export * from '../../../shared/replica/leafStore.ts';

const lateMs = 150;

/**
 * A store that says "stored" too early, for the test that must notice what was lost. A build of the
 * test's page puts it in the place of the real one.
 */
export function leafStoreOver(
  pouch: PouchDB.Database,
  cipher: Cipher,
  encoding: EnvelopeEncoding,
): LeafStore {
  const store = inTime(pouch, cipher, encoding);
  return {
    ...store,
    async write(revisions) {
      setTimeout(() => void store.write(revisions), lateMs);
    },
  };
}
