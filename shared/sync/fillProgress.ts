import type { FirstFillProgress } from './status.ts';

/** Rate and time left are taken from so long a time: shorter ones jump, longer ones lag. */
const windowMs = 5000;

export interface FillProgress {
  /** So many records were stored. */
  stored(records: number): void;
  /** So many bytes came from the server. */
  received(bytes: number): void;
  of(total: number, done: number): void;
  read(): FirstFillProgress;
}

/** Counts of a first fill that runs. `nowMs` is a clock that never jumps. */
export function fillProgress(nowMs: () => number = () => performance.now()): FillProgress {
  let done = 0;
  let total = 0;
  let bytes = 0;
  const marks: { readonly atMs: number; readonly done: number }[] = [];

  function mark(): void {
    const atMs = nowMs();
    marks.push({ atMs, done });
    while (marks.length > 2 && marks[1]!.atMs <= atMs - windowMs) marks.shift();
  }
  return {
    stored(records) {
      done += records;
      total = Math.max(total, done);
      mark();
    },
    received(more) {
      bytes += more;
    },
    of(newTotal, newDone) {
      total = newTotal;
      done = newDone;
      // What was here before this run says nothing about its rate.
      marks.length = 0;
      mark();
    },
    read() {
      const first = marks[0];
      const last = marks.at(-1);
      const seconds = first && last ? (last.atMs - first.atMs) / 1000 : 0;
      const rate = seconds > 0 ? (last!.done - first!.done) / seconds : 0;
      return {
        done,
        total,
        bytes,
        recordsPerSecond: rate > 0 ? rate : undefined,
        secondsLeft: rate > 0 ? (total - done) / rate : undefined,
      };
    },
  };
}
