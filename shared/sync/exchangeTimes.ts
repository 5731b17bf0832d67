import * as z from 'zod';
import type { Replica } from '../replica/replica.ts';

const documentName = 'exchangeTimes';
const timesSchema = z.strictObject({
  heardAt: z.string().optional(),
  sentAt: z.string().optional(),
});
type Times = z.infer<typeof timesSchema>;

/** The disk is told this often at most: after a crash the screens say less than is known, not more. */
const keepEveryMs = 60_000;

/**
 * When the server was last heard in full, and when something from here was last read back: kept in
 * the replica, so that a workstation that starts without a network says up to when it knows others.
 */
export interface ExchangeTimes {
  heardAt(): string | undefined;
  sentAt(): string | undefined;
  heard(at: string): void;
  sent(at: string): void;
  /** Writes what isn't on disk yet. */
  close(): Promise<void>;
}

export async function keepExchangeTimes(replica: Replica): Promise<ExchangeTimes> {
  const read = timesSchema.safeParse((await replica.store.readLocal(documentName)) ?? {});
  let times: Times = read.success ? read.data : {};
  let kept = times;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(async () => {
      if (times === kept) return;
      const next = times;
      // A full disk is told of by the saves; here an older time is read after a restart.
      await replica.store.writeLocal(documentName, { ...next }).then(
        () => (kept = next),
        () => undefined,
      );
    });
    return writing;
  }
  function change(next: Times): void {
    const first = times.heardAt === undefined;
    times = next;
    if (first) void write();
    else timer ??= setTimeout(() => void write(), keepEveryMs);
  }

  return {
    heardAt: () => times.heardAt,
    sentAt: () => times.sentAt,
    heard: (at) => change({ ...times, heardAt: at }),
    sent: (at) => change({ ...times, sentAt: at }),
    close: write,
  };
}
