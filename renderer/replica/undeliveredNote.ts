import type { SyncStatus } from '../../shared/sync/status.ts';

/** What the main process notes of a workstation: records that no server has, and refused ones. */
export interface UndeliveredCounts {
  readonly hereOnly: number;
  readonly refused: number;
}

export function countsOf({ hereOnly, refused }: SyncStatus): UndeliveredCounts {
  return { hereOnly, refused: new Set(refused.map(({ id }) => id)).size };
}

export interface UndeliveredNote {
  /**
   * Resolves once the disk says that something may be undelivered, and at once where it does. A save
   * is acknowledged only after that: else a crash right behind it would leave a zero on the disk, and
   * a reset or an uninstallation would believe it.
   */
  raised(): Promise<void>;
  /** What the status says now; written in its turn. */
  follow(counts: UndeliveredCounts): void;
  /** Somebody unlocked: the main process took a zero back, and is told anew what the status says. */
  tellAgain(): void;
}

/** Saves don't wait longer for a main process that doesn't answer: the entry itself is on the disk. */
const patienceMs = 3000;

/**
 * Keeps the main process's note true at every moment at which this page, or the whole machine, may
 * end. Only the step from nothing to something costs a save anything, and it goes on beside the
 * store's own write.
 * @param write makes the counts durable; a rejection means that the note stands as it was
 * @param countNow counts in the Worker, where everything that was acknowledged before is counted
 */
export function keepUndeliveredNote(
  write: (counts: UndeliveredCounts) => Promise<unknown>,
  countNow: () => Promise<UndeliveredCounts>,
): UndeliveredNote {
  /** What the disk is known to say; nothing is known at the start. */
  let stands: 'something' | 'zero' | undefined;
  let told: UndeliveredCounts | undefined;
  let turns: Promise<unknown> = Promise.resolve();
  let raising: Promise<boolean> | undefined;
  let following = false;

  function turn<T>(work: () => Promise<T>): Promise<T> {
    const done = turns.then(work);
    turns = done.catch(() => undefined);
    return done;
  }

  async function noted(counts: UndeliveredCounts): Promise<boolean> {
    const said = saidBy(counts);
    // Before the zero is written: whatever is saved from here on raises the note behind it.
    if (said === 'zero') stands = undefined;
    try {
      await write(counts);
    } catch {
      return false;
    }
    stands = said;
    return true;
  }

  function raise(): Promise<boolean> {
    raising ??= turn(
      async () => stands === 'something' || noted({ hereOnly: 1, refused: 0 }),
    ).finally(() => (raising = undefined));
    return raising;
  }

  async function followNow(): Promise<void> {
    following = false;
    const counts = told!;
    if (saidBy(counts) === 'something') {
      await noted(counts);
      return;
    }
    // The status may be older than a save that was acknowledged since: the Worker counts again.
    stands = undefined;
    await noted(await countNow());
  }

  return {
    async raised() {
      while (stands !== 'something') {
        if (!(await withinPatience(raise()))) return;
      }
    },
    follow(counts) {
      const same = counts.hereOnly === told?.hereOnly && counts.refused === told.refused;
      told = counts;
      // A note that was raised for one save says more than the status until it is told again.
      if (following || (same && saidBy(counts) === stands)) return;
      following = true;
      void turn(followNow).catch(() => undefined);
    },
    tellAgain() {
      if (stands === 'zero') stands = undefined;
      if (told === undefined || following) return;
      following = true;
      void turn(followNow).catch(() => undefined);
    },
  };
}

function saidBy({ hereOnly, refused }: UndeliveredCounts): 'something' | 'zero' {
  return hereOnly + refused > 0 ? 'something' : 'zero';
}

/** What it answers; false where the main process doesn't in time. */
export async function withinPatience(raised: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([raised, late]);
  } finally {
    clearTimeout(timer);
  }
}
