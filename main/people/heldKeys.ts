import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { pinHoldsMs, pinTries } from '../../shared/people/pin.ts';
import type { OpenSession } from './peopleService.ts';

/**
 * Keys of people who locked the workstation a moment ago, in this process's memory alone: a PIN gives
 * them back, for some minutes. Nothing of it is on disk, neither the PIN nor anything that follows
 * from it: a copy of the profile holds nothing that a PIN could be tried against.
 */
export interface HeldKeys {
  /** Remembers the PIN of somebody who is signed in, until the process ends. */
  choosePin(person: string, pin: string): void;
  forgetPin(person: string): void;
  /** Who has a PIN, whether or not it would open anything now. */
  hasPin(person: string): boolean;
  /** Keeps what this person's password opened, where they have a PIN. */
  keep(session: OpenSession): void;
  /** Whose keys a PIN would give back now. */
  held(): string[];
  /**
   * Tries a PIN. A wrong one counts before it is answered; with the last of them the keys are gone.
   * `gone`: nothing is held for this person, whatever the PIN.
   */
  open(
    person: string,
    pin: string,
  ):
    | { readonly kind: 'opened'; readonly session: OpenSession }
    | { readonly kind: 'wrongPin'; readonly triesLeft: number }
    | { readonly kind: 'gone' };
  /** Everybody's keys leave memory: the machine is being left. Or one person's: they were revoked. */
  drop(person?: string): void;
}

interface Held {
  readonly session: OpenSession;
  readonly atMs: number;
  readonly atMonotonicMs: number;
  triesLeft: number;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Two clocks: one that nobody can set, and the wall's, which also runs while the machine sleeps. */
export interface HeldClocks {
  nowMs(): number;
  monotonicMs(): number;
}

const realClocks: HeldClocks = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export function holdKeys(clocks: HeldClocks = realClocks): HeldKeys {
  // PINs are compared under a key of this process, so that memory doesn't hold them as they are.
  const processKey = randomBytes(32);
  const pins = new Map<string, Uint8Array>();
  const held = new Map<string, Held>();

  const digestOf = (person: string, pin: string) =>
    new Uint8Array(createHmac('sha256', processKey).update(`${person} ${pin}`).digest());

  function drop(person: string): void {
    const one = held.get(person);
    if (one) clearTimeout(one.timer);
    held.delete(person);
  }

  function standing(person: string): Held | undefined {
    const one = held.get(person);
    if (!one) return undefined;
    const elapsedMs = Math.max(clocks.nowMs() - one.atMs, clocks.monotonicMs() - one.atMonotonicMs);
    // A clock set back by more than a moment is a clock that somebody set.
    if (elapsedMs < pinHoldsMs && clocks.nowMs() - one.atMs > -60_000) return one;
    drop(person);
    return undefined;
  }

  return {
    choosePin: (person, pin) => void pins.set(person, digestOf(person, pin)),
    forgetPin(person) {
      pins.delete(person);
      drop(person);
    },
    hasPin: (person) => pins.has(person),
    keep(session) {
      const { person } = session;
      drop(person);
      if (!pins.has(person)) return;
      const timer = setTimeout(() => drop(person), pinHoldsMs);
      timer.unref();
      held.set(person, {
        session,
        atMs: clocks.nowMs(),
        atMonotonicMs: clocks.monotonicMs(),
        triesLeft: pinTries,
        timer,
      });
    },
    held: () => [...held.keys()].filter((person) => standing(person) !== undefined),
    open(person, pin) {
      const one = standing(person);
      const expected = pins.get(person);
      if (!one || !expected) return { kind: 'gone' };
      one.triesLeft -= 1;
      if (timingSafeEqual(digestOf(person, pin), expected)) {
        drop(person);
        return { kind: 'opened', session: one.session };
      }
      if (one.triesLeft <= 0) drop(person);
      return { kind: 'wrongPin', triesLeft: one.triesLeft };
    },
    drop(person) {
      if (person !== undefined) drop(person);
      else for (const each of [...held.keys()]) drop(each);
    },
  };
}
