import type { DataKey } from '../../shared/replica/envelope.ts';
import type { Replica } from '../../shared/replica/replica.ts';
import { openRescueFile, sealRescueFile } from '../../shared/rescue/rescueFile.ts';
import type { RescueEnd } from '../../shared/rescue/rescueFile.ts';
import { readRescueHeader, rescueHeader, RescueRefused } from '../../shared/rescue/rescueHeader.ts';
import type { NewRescue, RescueFault } from '../../shared/rescue/rescueHeader.ts';
import { leavesOf, listUndelivered } from '../../shared/rescue/rescueLeaves.ts';
import { takeIn } from '../../shared/rescue/takeIn.ts';
import type { TakenIn } from '../../shared/rescue/takeIn.ts';
import type { Sync } from '../../shared/sync/sync.ts';

/** What a rescue file was given. */
export interface RescuedOut extends RescueEnd {
  readonly entries: number;
}

/** A file's own account of itself and what became of it, or why it wasn't taken in. */
export type RescuedIn =
  | ({ readonly kind: 'takenIn'; readonly workstation: string; readonly madeAt: string } & TakenIn)
  | { readonly kind: 'refused'; readonly fault: RescueFault };

/** Rescue files as the Worker makes and takes them: records leave it sealed, and come sealed. */
export interface WorkerRescue {
  /**
   * Writes what no server is known to have, or `one` record; `write` gets the file's text in pieces, in
   * order.
   */
  out(
    about: Omit<NewRescue, 'entries'>,
    key: DataKey,
    write: (text: string) => Promise<void>,
    one?: string,
  ): Promise<RescuedOut>;
  /** Takes in a whole file of this facility, or nothing of it. */
  in(text: string, facility: string, key: DataKey): Promise<RescuedIn>;
}

/** Without sync nothing tells what was delivered: then everything counts as undelivered. */
export function workerRescue(replica: Replica, sync: Sync | undefined): WorkerRescue {
  return {
    async out(about, key, write, one) {
      const delivery = sync?.delivery ?? { owing: () => undefined };
      const { ids, entries } = await listUndelivered(replica.store, delivery, one);
      const header = rescueHeader({ ...about, entries });
      let end: RescueEnd | undefined;
      const pages = leavesOf(replica.store, ids);
      for await (const line of sealRescueFile(header, key, pages, (said) => (end = said))) {
        await write(line);
      }
      return { ...end!, entries };
    },
    async in(text, facility, key) {
      try {
        if (readRescueHeader(text).facility !== facility) throw new RescueRefused('otherFacility');
        const opened = await openRescueFile(text, key);
        const { workstation, madeAt } = opened.header;
        return { kind: 'takenIn', workstation, madeAt, ...(await takeIn(replica, opened)) };
      } catch (error) {
        if (error instanceof RescueRefused) return { kind: 'refused', fault: error.fault };
        throw error;
      }
    },
  };
}
