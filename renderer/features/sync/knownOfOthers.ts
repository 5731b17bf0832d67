import type { Workstation } from '../../../shared/bridge/contract.ts';
import { wrongFromMs } from '../../../shared/sync/ownClock.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { PeerHeard, SyncStatus } from '../../../shared/sync/status.ts';

/** Entries of others that were heard of this lately need no second look: a few turns of the feed. */
export const freshForMs = 5 * 60_000;
/** A workstation that said nothing for so long is told of; it may be switched off. */
export const silentAfterMs = 15 * 60_000;

/** Up to when the entries of others are known here. */
export type KnownOfOthers =
  | { readonly kind: 'filling'; readonly done: number; readonly total: number }
  /** The server named records that it hasn't given. */
  | { readonly kind: 'owed'; readonly count: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'fresh' | 'stale'; readonly at: string }
  /** The time that was noted lies ahead of this clock, which was set meanwhile. */
  | { readonly kind: 'uncertain' };

export function knownOfOthers(status: SyncStatus, now: string): KnownOfOthers {
  const { firstFill, owed, heardAt } = status;
  if (firstFill) return { kind: 'filling', done: firstFill.done, total: firstFill.total };
  if (owed > 0) return { kind: 'owed', count: owed };
  if (heardAt === undefined) return { kind: 'never' };
  const ageMs = Date.parse(now) - Date.parse(heardAt);
  // `now` turns with the minute: what was heard since is a little ahead of it.
  if (ageMs < -60_000) return { kind: 'uncertain' };
  return { kind: ageMs <= freshForMs ? 'fresh' : 'stale', at: heardAt };
}

/** Another workstation whose entries may be missing here, and since when. */
export interface UnheardPeer {
  readonly workstation: Workstation;
  /**
   * `never`: it never told the server anything; `silent`: nothing of it for some time;
   * `sending`: it is there, and something of it hasn't reached the server yet;
   * `wrongClock`: what it says lies ahead of the server's time, so nobody can tell.
   */
  readonly kind: 'never' | 'silent' | 'sending' | 'wrongClock';
  /** Everything that was written there up to this time had reached the server. */
  readonly allSentAt: string | undefined;
  readonly at: string | undefined;
}

/** What it told by a clock that it knows to be wrong, as the server would have told it. */
function byServer({
  at,
  allSentAt,
  wrongClock = [],
}: PeerHeard): Pick<PeerHeard, 'at' | 'allSentAt'> {
  const offsetMs = wrongClock.find(({ to }) => to === undefined)?.offsetMs;
  if (offsetMs === undefined) return { at, allSentAt };
  const told = (time: string) => localInstant(new Date(Date.parse(time) + offsetMs));
  return { at: told(at), allSentAt: allSentAt && told(allSentAt) };
}

/** The other workstations of a ward that aren't known to have sent everything lately. */
export function unheardPeers(
  workstations: readonly Workstation[],
  ward: string,
  ownKey: string,
  { peers, clock }: Pick<SyncStatus, 'peers' | 'clock'>,
  now: string,
): readonly UnheardPeer[] {
  // The server's time, where it is known: others are compared with that, not with a wrong clock.
  const nowMs = Date.parse(now) + (clock?.offsetMs ?? 0);
  return workstations
    .filter((workstation) => workstation.ward === ward && workstation.key !== ownKey)
    .flatMap((workstation): UnheardPeer[] => {
      const peer = peers.find((entry) => entry.workstation === workstation.key);
      if (!peer) return [{ workstation, kind: 'never', allSentAt: undefined, at: undefined }];
      const { at, allSentAt } = byServer(peer);
      const olderThan = (limitMs: number, time: string | undefined) =>
        time === undefined || nowMs - Date.parse(time) > limitMs;
      if (Date.parse(at) - nowMs >= wrongFromMs) {
        return [{ workstation, kind: 'wrongClock', allSentAt, at }];
      }
      if (olderThan(silentAfterMs, at)) return [{ workstation, kind: 'silent', allSentAt, at }];
      if (olderThan(freshForMs, allSentAt)) {
        return [{ workstation, kind: 'sending', allSentAt, at }];
      }
      return [];
    });
}
