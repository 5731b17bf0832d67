import type { AppDescription } from '../../shared/bridge/contract.ts';
import type { openReplica as realOpenReplica, UnlockedKeys } from '../replica/openReplica.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';

export type OpenReplica = typeof realOpenReplica;

/** How long a lock waits for last saves, and for the replica to close: a dead Worker never answers. */
const closeWithinMs = 3000;
/** How long the replica stays open behind the unlock page: for the next person, and for what is on its way to the server. */
const heldForMs = 10 * 60_000;

/**
 * The workstation's one replica, from one person to the next. It is the workstation's, not a
 * person's: the same data key for everybody, nothing of who is signed in. So it may stay open behind
 * the unlock page for some minutes, and the next person doesn't wait for it. Whoever unlocks has
 * shown their password to the main process first.
 */
export interface HeldReplica {
  /** The replica that is still open and answers, else a new one. Rejects with `ReplicaNotOpened`. */
  take(
    app: AppDescription,
    keys: UnlockedKeys,
    onLoading: (records: number) => void,
  ): Promise<ReplicaClient>;
  /** After a lock: keeps it for a while, once the last saves are through. */
  leave(replica: ReplicaClient, lastSaves: readonly Promise<unknown>[]): void;
  /** Closes what nobody uses, at once: the machine is being left. The keys leave memory. */
  closeIdle(): void;
}

export function holdReplica(openReplica: OpenReplica): HeldReplica {
  let idle:
    { readonly replica: ReplicaClient; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  // The next opening waits for the last closing: one replica is open in one place only.
  let settled: Promise<void> = Promise.resolve();

  function closeIdle(): void {
    if (!idle) return;
    const { replica, timer } = idle;
    clearTimeout(timer);
    idle = undefined;
    settled = settled.then(() => withinTime(replica.close().catch(() => undefined)));
  }

  return {
    async take(app, keys, onLoading) {
      if (idle && !idle.replica.alive()) closeIdle();
      const held = idle;
      if (held) clearTimeout(held.timer);
      idle = undefined;
      await settled;
      held?.replica.newWriter();
      return held ? held.replica : openReplica(app, keys, onLoading);
    },
    leave(replica, lastSaves) {
      settled = settled.then(() => withinTime(Promise.all(lastSaves)));
      idle = { replica, timer: setTimeout(closeIdle, heldForMs) };
      if (!replica.alive()) closeIdle();
    },
    closeIdle,
  };
}

async function withinTime(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, closeWithinMs))]);
}
