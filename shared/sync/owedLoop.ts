import type { Replica } from '../replica/replica.ts';
import type { Withheld } from '../replica/assemble.ts';
import type { CentralClient } from './centralClient.ts';
import type { Pace } from './pace.ts';
import { storeOwed } from './pull.ts';
import type { PullProgress } from './pullState.ts';

/** Asks again and again, beside the feed, for what the server named and didn't give. */
export interface OwedLoop {
  /** One turn, as `startLoops` runs it. */
  turn(): Promise<number>;
  /** Records that are owed. */
  count(): number;
  /** Their ids, so many at most. */
  ids(limit: number): readonly string[];
  /** Leaves that can't be taken in, as the screens list them beside what is quarantined. */
  setAside(): readonly Withheld[];
}

export interface OwedLoopOptions {
  readonly replica: Replica;
  readonly client: CentralClient;
  readonly progress: PullProgress;
  readonly wanted?: ((id: string) => boolean) | undefined;
  readonly pace: Pick<Pace, 'owedWaitMs' | 'longestWaitMs'>;
  readonly isOpen: () => boolean;
  /** Something came, or was set aside; `all` where nothing is owed any more. */
  readonly changed: () => void;
}

/** An answer without an end may be the line's doing; so many in a row are the leaf's. */
const tooLargeTimes = 3;

export function owedLoop(options: OwedLoopOptions): OwedLoop {
  const { replica, client, progress, wanted, pace } = options;
  const tooLarge = new Map<string, number>();
  let waitMs = pace.owedWaitMs;
  let before = '';
  const count = () => Object.keys(progress.state().owed).length;
  return {
    count,
    ids: (limit) => Object.keys(progress.state().owed).slice(0, limit),
    setAside: () =>
      Object.entries(progress.state().setAside ?? {}).flatMap(([id, leaves]) =>
        leaves.map(({ rev, reason }) => ({ id, rev, reason, path: '' })),
      ),
    async turn() {
      if (count() === 0 || !options.isOpen()) return pace.longestWaitMs;
      await storeOwed(replica, client, progress, wanted, ({ id, rev }) => {
        const times = (tooLarge.get(`${id} ${rev}`) ?? 0) + 1;
        tooLarge.set(`${id} ${rev}`, times);
        return times >= tooLargeTimes;
      });
      options.changed();
      const owed = Object.keys(progress.state().owed).sort().join(' ');
      waitMs = owed === before ? Math.min(2 * waitMs, pace.longestWaitMs) : pace.owedWaitMs;
      before = owed;
      return owed === '' ? pace.longestWaitMs : waitMs;
    },
  };
}
