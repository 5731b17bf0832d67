import type { PeopleDirectory } from '../people/peopleDirectory.ts';
import type { AuditEvent } from './entry.ts';
import { vouchOf } from './vouching.ts';
import type { TrailKey } from './vouching.ts';

/** An entry names somebody who isn't signed in, or signs in with a signature that isn't theirs. */
export class NotInTheirName extends Error {
  constructor() {
    super('the entry is in the name of somebody who is not signed in');
    this.name = 'NotInTheirName';
  }
}

/** A last save ends within moments of a lock, and its entry is in the name of whoever began it. */
const endsWithinMs = 10_000;

export interface WhoIsIn {
  /** Rejects with `NotInTheirName`; asked one after the other, in the order of what was done. */
  admit(event: AuditEvent): Promise<void>;
}

/**
 * Whom the entries of a trail may name: whoever signed in last, and for some moments after a lock
 * who was in before. Who failed to get in is named by whoever comes after them. A sign-in whose
 * signature over the trail's key is wrong is refused; one without any is taken, for nobody is kept
 * from their work, and every reader of the trail is told of it.
 */
export function whoIsIn(
  trail: TrailKey,
  directory: () => PeopleDirectory | undefined,
  nowMs: () => number = () => performance.now(),
): WhoIsIn {
  let current: string | undefined;
  let left: { readonly person: string; readonly atMs: number } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function admitNow(event: AuditEvent): Promise<void> {
    const { action, person } = event;
    if (action === 'signInFailed') return;
    if (action === 'signIn') {
      const known = directory();
      const carried = event.about !== undefined;
      if (known && carried && (await vouchOf(known, trail, event)) === 'none') {
        throw new NotInTheirName();
      }
      if (current !== undefined && current !== person) left = { person: current, atMs: nowMs() };
      current = person;
      return;
    }
    const leaving = left?.person === person && nowMs() - left.atMs <= endsWithinMs;
    if (person !== current && !leaving) throw new NotInTheirName();
    if (action === 'lock' && person === current) {
      current = undefined;
      left = { person, atMs: nowMs() };
    }
  }

  return {
    admit(event) {
      const done = turn.then(() => admitNow(event));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}
