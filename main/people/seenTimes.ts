import { createHmac, timingSafeEqual } from 'node:crypto';
import * as path from 'node:path';
import * as z from 'zod';
import { localInstant } from '../../shared/records/instant.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

/**
 * contact.json: when the server was last reached, and the latest time ever seen. It is authenticated
 * with the device secret: who edits or deletes it is treated as never having reached the server,
 * which marks entries and keeps nobody out.
 */
const seenSchema = z.strictObject({
  contactMs: z.int().min(0),
  seenMs: z.int().min(0),
  agreedMs: z.int().min(0),
  code: z.string().regex(/^[0-9a-f]{64}$/),
});

export interface SeenTimes {
  /** Milliseconds since 1970; undefined when the server was never reached, or nobody can tell. */
  readonly contactMs: number | undefined;
  /** The latest time that was ever seen here: a clock that was set back doesn't lower it. */
  readonly seenMs: number;
  /** The last contact by the earlier of the server's clock and this one: so late it is in any case. */
  readonly agreedMs: number;
}

const fileName = 'contact.json';
export const neverSeen: SeenTimes = { contactMs: undefined, seenMs: 0, agreedMs: 0 };

/** Reads the times. A missing, damaged or foreign file, or one that can't be read, is no contact; nothing is written. */
export async function readSeenTimes(folder: string, deviceSecret: Uint8Array): Promise<SeenTimes> {
  try {
    const text = await readIfThere(path.join(folder, fileName));
    const { code, ...times } = seenSchema.parse(JSON.parse(text ?? ''));
    const expected = codeOf(deviceSecret, times);
    return timingSafeEqual(Buffer.from(code), Buffer.from(expected))
      ? { ...times, contactMs: times.contactMs === 0 ? undefined : times.contactMs }
      : neverSeen;
  } catch {
    return neverSeen;
  }
}

export async function writeSeenTimes(
  folder: string,
  deviceSecret: Uint8Array,
  { contactMs = 0, seenMs, agreedMs }: SeenTimes,
): Promise<void> {
  const times = { contactMs, seenMs, agreedMs };
  const text = JSON.stringify({ ...times, code: codeOf(deviceSecret, times) });
  await writeDurably(path.join(folder, fileName), text);
}

/**
 * The agreed time after a contact: it never goes back for this clock, or setting it back would revive
 * certificates that have ended; only a server whose own time is earlier lowers it, to that time: where
 * server and workstation were both years ahead, everybody would else be kept out for good.
 */
export function agreedAfter(
  { agreedMs }: SeenTimes,
  serverMs: number | undefined,
  nowMs: number,
): number {
  if (serverMs === undefined) return agreedMs;
  return Math.min(serverMs, Math.max(agreedMs, nowMs));
}

/** What a sign-in says of itself: how long the list of people on this workstation has been unconfirmed. */
export type Verification =
  | { readonly kind: 'verified' }
  /** Days until entries are marked. */
  | { readonly kind: 'soonUnverified'; readonly days: number }
  /** `lastContactAt` where there ever was one. */
  | { readonly kind: 'unverified'; readonly lastContactAt?: string };

const dayMs = 86_400_000;
export const warningDays = 7;
export const defaultOfflineDays = 30;

/** `nowMs` is the clock's; a time that was seen before and lies later counts instead. */
export function verificationAt(
  { contactMs, seenMs }: SeenTimes,
  nowMs: number,
  offlineDays: number,
): Verification {
  if (contactMs === undefined) return { kind: 'unverified' };
  const days = offlineDays - Math.floor((Math.max(nowMs, seenMs) - contactMs) / dayMs);
  if (days <= 0) return { kind: 'unverified', lastContactAt: localInstant(new Date(contactMs)) };
  return days <= Math.min(warningDays, offlineDays - 1)
    ? { kind: 'soonUnverified', days }
    : { kind: 'verified' };
}

function codeOf(
  deviceSecret: Uint8Array,
  { contactMs, seenMs, agreedMs }: Record<keyof SeenTimes, number>,
): string {
  return createHmac('sha256', deviceSecret)
    .update(`bedside contact ${contactMs} ${seenMs} ${agreedMs}`)
    .digest('hex');
}
