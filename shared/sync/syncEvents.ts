import * as z from 'zod';
import { refusalCodeOf } from './refusalReasons.ts';
import type { Connection, ServerStanding, SyncStatus } from './status.ts';

const at = z.string();
const count = z.int().min(0);
const recordId = z.string();

/**
 * One thing that happened to sync. Ids, codes, counts and times only: no name, nothing that a record
 * says, and none of the server's own words, for nobody knows what those repeat.
 */
export const syncEventSchema = z.discriminatedUnion('kind', [
  /** The replica was opened and sync began. */
  z.strictObject({ kind: z.literal('started'), at, hereOnly: count }),
  z.strictObject({
    kind: z.literal('line'),
    at,
    direction: z.enum(['sending', 'receiving']),
    state: z.enum(['connecting', 'online', 'offline', 'fault']),
    fault: z.string().optional(),
  }),
  /** Records that were read back from the server, and that came from it, within a minute. */
  z.strictObject({ kind: z.literal('sent'), at, count }),
  z.strictObject({ kind: z.literal('received'), at, count }),
  z.strictObject({ kind: z.literal('fillBegun'), at, count }),
  z.strictObject({ kind: z.literal('fillDone'), at }),
  z.strictObject({ kind: z.literal('refused'), at, recordId, rev: z.string(), code: z.string() }),
  /** A new version of a refused record is being sent. */
  z.strictObject({ kind: z.literal('corrected'), at, recordId, rev: z.string() }),
  /** A refused record was read back from the server after all. */
  z.strictObject({ kind: z.literal('accepted'), at, recordId }),
  z.strictObject({
    kind: z.literal('setAside'),
    at,
    recordId,
    rev: z.string(),
    reason: z.string(),
  }),
  z.strictObject({ kind: z.literal('owed'), at, count }),
  /** Charts that left this workstation to make room; the server has them. */
  z.strictObject({ kind: z.literal('evicted'), at, count }),
  /** The server is another one, went back or is known again; and what somebody chose then. */
  z.strictObject({
    kind: z.literal('server'),
    at,
    standing: z.enum([
      'known',
      'other',
      'otherEmpty',
      'restored',
      'continued',
      'refill',
      'startAnew',
    ]),
  }),
  z.strictObject({ kind: z.literal('clock'), at, offsetMs: z.number() }),
]);
export type SyncEvent = z.infer<typeof syncEventSchema>;

/** A clock offset is noted when it changed by as much as makes a clock wrong. */
const notedOffsetMs = 120_000;

/** What happened between two statuses. Batches aren't in a status: they are counted elsewhere. */
export function eventsBetween(before: SyncStatus, after: SyncStatus, at: string): SyncEvent[] {
  return [
    ...lineEvents('sending', before.sending, after.sending, at),
    ...lineEvents('receiving', before.receiving, after.receiving, at),
    ...fillEvents(before, after, at),
    ...refusalEvents(before, after, at),
    ...setAsideEvents(before, after, at),
    ...(before.owed === after.owed ? [] : [{ kind: 'owed' as const, at, count: after.owed }]),
    ...serverEvents(before.server, after.server, at),
    ...clockEvents(before, after, at),
  ];
}

function lineEvents(
  direction: 'sending' | 'receiving',
  before: Connection,
  after: Connection,
  at: string,
): SyncEvent[] {
  const fault = (connection: Connection) =>
    connection.kind === 'fault' ? connection.fault : undefined;
  const now = fault(after);
  if (before.kind === after.kind && fault(before) === now) return [];
  return [{ kind: 'line', at, direction, state: after.kind, ...(now ? { fault: now } : {}) }];
}

function fillEvents(before: SyncStatus, after: SyncStatus, at: string): SyncEvent[] {
  if (!before.firstFill && after.firstFill) {
    return [{ kind: 'fillBegun', at, count: after.firstFill.total }];
  }
  return before.firstFill && !after.firstFill ? [{ kind: 'fillDone', at }] : [];
}

function refusalEvents(before: SyncStatus, after: SyncStatus, at: string): SyncEvent[] {
  const keyed = (status: SyncStatus) =>
    new Map(status.refused.map((refusal) => [`${refusal.id} ${refusal.rev}`, refusal]));
  const [was, is] = [keyed(before), keyed(after)];
  const events: SyncEvent[] = [];
  for (const [key, { id: recordId, rev, reason, retrying }] of is) {
    const old = was.get(key);
    // What is offered again and refused again for the same reason is no news.
    if (!old && retrying) events.push({ kind: 'corrected', at, recordId, rev });
    else if (!old || old.reason !== reason) {
      events.push({
        kind: 'refused',
        at,
        recordId,
        rev, // Anything but a code of ours could repeat what a record says.
        code: refusalCodeOf(reason) ?? 'otherRule',
      });
    }
  }
  const standing = new Set(after.refused.map(({ id }) => id));
  for (const recordId of new Set(before.refused.map(({ id }) => id))) {
    if (!standing.has(recordId)) events.push({ kind: 'accepted', at, recordId });
  }
  return events;
}

function setAsideEvents(before: SyncStatus, after: SyncStatus, at: string): SyncEvent[] {
  const known = new Set(before.quarantined.map(({ id, rev }) => `${id} ${rev}`));
  return after.quarantined
    .filter(({ id, rev }) => !known.has(`${id} ${rev}`))
    .map(({ id, rev, reason }) => ({ kind: 'setAside', at, recordId: id, rev, reason }));
}

type StandingCode = Extract<SyncEvent, { kind: 'server' }>['standing'];

/** Undefined where there is nothing to tell: no server was met, or it is compared out of caution. */
function standingCode(server: ServerStanding): StandingCode | undefined {
  switch (server.kind) {
    case 'unmet':
      return undefined;
    case 'known':
      return 'known';
    case 'comparing':
      return server.why === 'unproved' ? undefined : server.why;
    case 'other':
      return server.empty ? 'otherEmpty' : 'other';
  }
}

function serverEvents(before: ServerStanding, after: ServerStanding, at: string): SyncEvent[] {
  const [was, is] = [standingCode(before), standingCode(after)];
  // That it is known is news only after something else was told.
  if (is === undefined || is === was || (is === 'known' && was === undefined)) return [];
  return [{ kind: 'server', at, standing: is }];
}

function clockEvents(before: SyncStatus, after: SyncStatus, at: string): SyncEvent[] {
  if (!after.clock) return [];
  const { offsetMs } = after.clock;
  const moved = Math.abs(offsetMs - (before.clock?.offsetMs ?? 0)) >= notedOffsetMs;
  return moved ? [{ kind: 'clock', at, offsetMs }] : [];
}
