import type { Replica } from '../../shared/replica/replica.ts';

/** So many stored revisions make a new snapshot worth its while, after so long without another. */
const enoughRevisions = 500;
const quietMs = 5000;

/** Packs a new snapshot when much has changed and nothing happens; never in anybody's way. */
export function keepSnapshot(replica: Replica): { stop(): Promise<void> } {
  let changed = replica.readFromStore;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  replica.onStored(({ revisions }) => {
    changed += revisions.length;
    clearTimeout(timer);
    if (changed >= enoughRevisions) timer = setTimeout(write, quietMs);
  });
  function write(): void {
    const upTo = changed;
    writing = replica.writeSnapshot().then(
      () => void (changed -= upTo),
      // A cache that can't be written (a full disk) costs a slower start and nothing else.
      () => undefined,
    );
  }
  if (changed >= enoughRevisions || replica.snapshotDamaged) timer = setTimeout(write, quietMs);
  return {
    async stop() {
      clearTimeout(timer);
      await writing;
    },
  };
}
