import type { LeafStore, NewRevision } from '../../../shared/replica/leafStore.ts';

/**
 * The durable steps between which a workstation's process may end. Each has a name; a campaign in
 * which one of them was never reached has not shown what it claims.
 */
export const crashPoints = [
  'save: before the store',
  'save: stored, not shown',
  'arrival: before the store',
  'arrival: stored, not shown',
  'arrival: between two batches',
  'join: before the store',
  'join: stored, not shown',
  'push: sent, not read back',
  'push: read back, not noted',
  'push checkpoint: before',
  'push checkpoint: after',
  'pull: page read, bodies not',
  'pull: bodies read, not stored',
  'pull checkpoint: before',
  'pull checkpoint: after',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** The process ended here: nothing after this step happens. */
export class Crashed extends Error {
  constructor(readonly point: CrashPoint) {
    super(`crashed at ${point}`);
    this.name = 'Crashed';
  }
}

/** One life of a workstation's process, from its opening to its end. */
export interface Life {
  /** Where it will end. */
  armed: CrashPoint | undefined;
  /** Where it ended. */
  ended: CrashPoint | undefined;
  /** Throws `Crashed` if the process ends here, or has ended before. */
  step(point: CrashPoint): void;
  alive(): void;
}

export function newLife(): Life {
  const life: Life = {
    armed: undefined,
    ended: undefined,
    step(point) {
      life.alive();
      if (life.armed !== point) return;
      life.armed = undefined;
      life.ended = point;
      throw new Crashed(point);
    },
    alive() {
      if (life.ended) throw new Crashed(life.ended);
    },
  };
  return life;
}

/** What the store is told to write: a person's save, what came from a server, or a join of both. */
export type WriteCause = 'save' | 'arrival' | 'join';

/**
 * A leaf store that ends with its process, and tells what it has stored. What it lies on stays for
 * the next life.
 * @param causeOf says on whose behalf a batch is written
 * @param stored called once a batch is durable
 */
export function storeWithCrashes(
  store: LeafStore,
  life: Life,
  causeOf: (revisions: readonly NewRevision[]) => WriteCause,
  stored: (revisions: readonly NewRevision[]) => void,
): LeafStore {
  return {
    ...store,
    async write(revisions) {
      if (revisions.length === 0) return;
      const cause = causeOf(revisions);
      life.step(`${cause}: before the store`);
      await store.write(revisions);
      stored(revisions);
      life.step(`${cause}: stored, not shown`);
    },
    async read(ids) {
      life.alive();
      return store.read(ids);
    },
    async writeLocal(name, value) {
      const checkpoint = name === 'push' || name === 'pull';
      if (checkpoint) life.step(`${name} checkpoint: before`);
      else life.alive();
      await store.writeLocal(name, value);
      if (checkpoint) life.step(`${name} checkpoint: after`);
    },
    close: () => Promise.resolve(),
  };
}
