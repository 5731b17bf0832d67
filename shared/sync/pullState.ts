import * as z from 'zod';
import type { Replica } from '../replica/replica.ts';
import { serialQueue } from '../replica/serialQueue.ts';

const documentName = 'pull';

/** Why a leaf stays on the server: it can't be read or stored here, today or later. */
const setAsideSchema = z.strictObject({
  rev: z.string(),
  reason: z.enum(['tooLarge', 'badSchema']),
});
export type SetAside = z.infer<typeof setAsideSchema>;

const pullStateSchema = z.strictObject({
  since: z.union([z.string(), z.number()]),
  owed: z.record(z.string(), z.array(z.string())),
  setAside: z.record(z.string(), z.array(setAsideSchema)).optional(),
  fill: z.enum(['needed', 'written', 'settled']).optional(),
});

/**
 * How far the server's feed is stored here. `owed` are leaves that it named and didn't give yet: they
 * are asked for again and again, and hold up nothing else (invariant 6). `setAside` are leaves that
 * can't be taken in at all: listed like what is quarantined, and asked for again at each start. `fill`
 * says how far the first fill is:
 * - `needed`, or nothing beside a sequence of 0: everything has to be compared with the server;
 * - `written`: all is stored, but by relaxed writes a moment ago (`firstFill.ts` says why that
 *   matters): who opens the replica in this state compares once more;
 * - `settled`: what was filled is on the disk.
 */
export type PullState = z.infer<typeof pullStateSchema>;

export async function readPullState(replica: Replica): Promise<PullState> {
  const stored = await replica.store.readLocal(documentName);
  if (stored === undefined) return { since: 0, owed: {}, fill: 'needed' };
  const { setAside = {}, ...state } = pullStateSchema.parse(stored);
  const settled = state.fill === 'settled' || (state.fill === undefined && state.since !== 0);
  const owed = { ...state.owed };
  for (const [id, leaves] of Object.entries(setAside)) {
    owed[id] = [...(owed[id] ?? []), ...leaves.map(({ rev }) => rev)];
  }
  return { ...state, owed, fill: settled ? 'settled' : 'needed' };
}

/** Moves the checkpoint. A strict write: what was written before it is on the disk before it. */
export function writePullState(replica: Replica, state: PullState): Promise<void> {
  return replica.store.writeLocal(documentName, state);
}

/** Everything has to be compared with the server anew. Throws `StoreFailed`. */
export async function resetPullState(replica: Replica): Promise<PullState> {
  const beginning: PullState = { since: 0, owed: {}, fill: 'needed' };
  await writePullState(replica, beginning);
  return beginning;
}

/** The state, which the feed's loop and the one that asks for what is owed change in turn. */
export interface PullProgress {
  state(): PullState;
  /** Changes it durably, or not at all. Throws `StoreFailed`. */
  change(next: (state: PullState) => PullState): Promise<void>;
  /** Takes over a state that was written by somebody else. */
  adopt(state: PullState): Promise<void>;
}

export function pullProgress(replica: Replica, initial: PullState): PullProgress {
  const queue = serialQueue();
  let current = initial;
  return {
    state: () => current,
    change: (next) =>
      queue.run(async () => {
        const changed = next(current);
        await writePullState(replica, changed);
        current = changed;
      }),
    adopt: (state) =>
      queue.run(async () => {
        current = state;
      }),
  };
}
