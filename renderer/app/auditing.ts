import { useEffect, useMemo } from 'react';
import type { Person } from '../../shared/bridge/contract.ts';
import type { AuditEvent } from '../../shared/audit/entry.ts';
import { vouchFor } from '../../shared/audit/vouching.ts';
import type { Vouch } from '../../shared/audit/vouching.ts';
import { keySigner } from '../../shared/people/signer.ts';
import type { EmergencySession } from '../features/unlock/UnlockPage.tsx';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import { bridge } from './bridge.ts';
import type { Signing } from './signing.ts';
import { trailTook } from './trailHealth.ts';

type WithoutPerson<E> = E extends unknown ? Omit<E, 'person'> : never;

/** Something that this person did, for the audit trail: ids and counts, never what was typed. */
export type Audited = WithoutPerson<AuditEvent>;

/** Adds to the audit trail and returns at once: no screen waits for it. */
export type Audit = (what: Audited) => void;

const changedBefore = new Set<string>();

/** A password was chosen on the unlock page, where the trail is sealed: the sign-in behind it tells. */
export function passwordChosen({ key }: Person): void {
  changedBefore.add(key);
}
/**
 * Adds to the audit trail and resolves when the entry is on disk, for what is never done without its
 * entry first. Nobody is kept from their work by a trail that fails: where it can't be written, or
 * not in a moment, it resolves all the same, and the strip on every page says so.
 */
export type AuditFirst = (what: Audited) => Promise<void>;

/** A disk that takes longer isn't waited for. */
const firstWithinMs = 1500;

/** What a session tells the trail: failed attempts before it, its sign-in, and its end. */
export function useAudit(
  replica: ReplicaClient,
  { key: person }: Person,
  signing: Signing,
  emergency?: EmergencySession,
): { readonly audit: Audit; readonly auditFirst: AuditFirst } {
  const { begin, audit, auditFirst } = useMemo(() => {
    let ready: Promise<unknown> = Promise.resolve();
    const told = (what: Audited) =>
      ready.then(() => tell(replica, { ...what, person } as AuditEvent));
    return {
      /** What was tried before comes first. */
      begin: () => {
        ready = tellFailedSignIns(replica).then(async () => {
          const about = await vouched(replica, signing);
          await tell(replica, { action: 'signIn', person, ...(about ? { about } : {}) });
        });
      },
      audit: ((what) => void told(what)) as Audit,
      auditFirst: ((what) => inTime(replica, told(what))) as AuditFirst,
    };
  }, [replica, person, signing]);
  useEffect(() => {
    begin();
    if (changedBefore.delete(person)) audit({ action: 'passwordChanged' });
    if (emergency) {
      const { reason, until } = emergency;
      audit({ action: 'emergencyCode', about: { reason, until } });
    }
    return () => audit({ action: 'lock' });
  }, [begin, audit, emergency, person]);
  return { audit, auditFirst };
}

async function inTime(replica: ReplicaClient, told: Promise<boolean>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), firstWithinMs);
  });
  // An entry that comes later takes the strip away again.
  if ((await Promise.race([told, late])) === 'late' && replica.alive()) trailTook(false);
  clearTimeout(timer);
}

/**
 * The person's signature over the trail's key: who holds the server can make up a trail and a key,
 * and not this. Undefined where there is no trail or no signature now; the auditor is told of that.
 */
async function vouched(replica: ReplicaClient, signing: Signing): Promise<Vouch | undefined> {
  try {
    const trail = await replica.trailKey();
    return trail && (await vouchFor(trail, keySigner(signing.key, signing.certificate)));
  } catch {
    return undefined;
  }
}

/** A failed write stays in line in the Worker and goes with the next; the strip says so meanwhile. */
function tell(replica: ReplicaClient, event: AuditEvent): Promise<boolean> {
  return replica.audit(event).then(
    () => {
      trailTook(true);
      return true;
    },
    () => {
      // A Worker that has gone takes nothing at all, and has a strip of its own.
      if (replica.alive()) trailTook(false);
      return false;
    },
  );
}

/** What the main process kept while the trail was sealed; forgotten there once it is on the trail. */
async function tellFailedSignIns(replica: ReplicaClient): Promise<void> {
  try {
    const { attempts } = await bridge().readFailedSignIns({});
    const told = await Promise.all(
      attempts.map(({ person, attemptedAt }) =>
        tell(replica, { action: 'signInFailed', person, about: { attemptedAt } }),
      ),
    );
    const firstLeft = told.indexOf(false);
    const count = firstLeft === -1 ? told.length : firstLeft;
    if (count > 0) await bridge().forgetFailedSignIns({ count });
  } catch {
    // They stay on disk, for the next one who signs in.
  }
}
