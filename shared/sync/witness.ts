import * as z from 'zod';
import { directoryKey, wardCode } from '../records/fields.ts';
import { wrongClockSchema } from './ownClock.ts';
import type { PeerHeard } from './status.ts';

/** By the clock of whoever wrote it, with its offset. */
const instant = z.iso.datetime({ offset: true });

/**
 * What a workstation leaves in the records database in a `_local` document of its own, about every
 * minute: a counter that only grows, by which it tells later whether the server still is the one it
 * was (D7), and what others may know of it.
 */
export const witnessSchema = z.looseObject({
  format: z.literal(1),
  workstation: directoryKey,
  ward: wardCode.optional(),
  /** Random, one for each replica: a workstation that is set up anew leaves a witness of its own. */
  replica: z.string().regex(/^[0-9a-f]{8}$/),
  counter: z.int().min(1),
  /** Random, new with every write: two replicas from one disk image are told apart by it. */
  token: z.string().regex(/^[0-9a-f]{16}$/),
  /** When it was written, by the workstation's own clock. */
  at: instant,
  /** The last moment at which nothing of this workstation was undelivered. */
  allSentAt: instant.optional(),
  /** How many records no server was known to have then. */
  hereOnly: z.int().min(0),
  /** When its clock was found wrong, by what the server's answers say of the time; the last few. */
  wrongClock: z.array(wrongClockSchema).max(16).optional(),
});
export type Witness = z.infer<typeof witnessSchema>;

/** Another workstation, as its witness tells. Its instants are by its own clock. */
export interface Peer extends PeerHeard {
  readonly ward: string | undefined;
  /** How many of its records weren't on the server then. */
  readonly hereOnly: number;
}

/** First and last possible name of a witness, behind `_local/`. */
export const witnessNames = { first: 'witness-', last: 'witness-\uffff' } as const;

/** Name of the witness of one replica, behind `_local/`. */
export function witnessName(workstation: string, replica: string): string {
  return `${witnessNames.first}${workstation}.${replica}`;
}

/** Witnesses that break their schema are passed over: anybody with an account may write nonsense. */
export function readableWitnesses(documents: readonly unknown[]): Witness[] {
  return documents.flatMap((document) => {
    const parsed = witnessSchema.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * The other workstations, one entry each, by key. Where a workstation left several witnesses (it
 * was set up anew), the one that was written last counts.
 */
export function peersAmong(witnesses: readonly Witness[], ownWorkstation: string): Peer[] {
  const latest = new Map<string, Witness>();
  for (const witness of witnesses) {
    const other = latest.get(witness.workstation);
    if (!other || Date.parse(other.at) < Date.parse(witness.at)) {
      latest.set(witness.workstation, witness);
    }
  }
  latest.delete(ownWorkstation);
  return [...latest.values()]
    .map(({ workstation, ward, allSentAt, at, hereOnly, wrongClock }) => ({
      workstation,
      ward,
      allSentAt,
      at,
      hereOnly,
      ...(wrongClock === undefined ? {} : { wrongClock }),
    }))
    .sort((a, b) => (a.workstation < b.workstation ? -1 : 1));
}
