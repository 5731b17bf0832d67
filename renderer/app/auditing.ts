import { useEffect, useMemo } from 'react';
import type { Person } from '../../shared/bridge/contract.ts';
import type { AuditEvent } from '../../shared/audit/entry.ts';
import type { EmergencySession } from '../features/unlock/UnlockPage.tsx';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import { bridge } from './bridge.ts';
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

/** What a session tells the trail: failed attempts before it, its sign-in, and its end. */
export function useAudit(
  replica: ReplicaClient,
  { key: person }: Person,
  emergency?: EmergencySession,
): Audit {
  const { begin, audit } = useMemo(() => {
    let ready: Promise<unknown> = Promise.resolve();
    return {
      /** What was tried before comes first. */
      begin: () => void (ready = tellFailedSignIns(replica)),
      audit: ((what) =>
        void ready.then(() => tell(replica, { ...what, person } as AuditEvent))) as Audit,
    };
  }, [replica, person]);
  useEffect(() => {
    begin();
    audit({ action: 'signIn' });
    if (changedBefore.delete(person)) audit({ action: 'passwordChanged' });
    if (emergency) {
      const { reason, until } = emergency;
      audit({ action: 'emergencyCode', about: { reason, until } });
    }
    return () => audit({ action: 'lock' });
  }, [begin, audit, emergency, person]);
  return audit;
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
