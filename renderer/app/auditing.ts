import { useEffect, useMemo } from 'react';
import type { Person } from '../../shared/bridge/contract.ts';
import type { AuditEvent } from '../../shared/audit/entry.ts';
import { localInstant } from '../../shared/records/instant.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';

type WithoutPerson<E> = E extends unknown ? Omit<E, 'person'> : never;

/** Something that this person did, for the audit trail: ids and counts, never what was typed. */
export type Audited = WithoutPerson<AuditEvent>;

/** Adds to the audit trail and returns at once: no screen waits for it. */
export type Audit = (what: Audited) => void;

interface FailedSignIn {
  readonly person: string;
  readonly attemptedAt: string;
}

const failed: FailedSignIn[] = [];

/**
 * A wrong password. The trail is shut until somebody is in, so it waits here in memory; a closed
 * window forgets it, and the slow-down after wrong passwords, which is on disk, doesn't.
 */
export function noteFailedSignIn(person: string): void {
  failed.push({ person, attemptedAt: localInstant(new Date()) });
}

/** What a session tells the trail: failed attempts before it, its sign-in, and its end. */
export function useAudit(replica: ReplicaClient, { key: person }: Person): Audit {
  const audit = useMemo<Audit>(
    () => (what) => {
      // A failed write stays in line in the Worker; there is nothing for the screen to do about it.
      replica.audit({ ...what, person } as AuditEvent).catch(() => undefined);
    },
    [replica, person],
  );
  useEffect(() => {
    for (const { person: tried, attemptedAt } of failed.splice(0)) {
      const event = { action: 'signInFailed', person: tried, about: { attemptedAt } } as const;
      replica.audit(event).catch(() => undefined);
    }
    audit({ action: 'signIn' });
    return () => audit({ action: 'lock' });
  }, [replica, audit]);
  return audit;
}
