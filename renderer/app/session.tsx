import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { MangoQuery } from 'rxdb';
import type { AppDescription, Person } from '../../shared/bridge/contract.ts';
import type { CollectionName, RecordIn } from '../../shared/records/kinds.ts';
import type { Delivery, SyncStatus } from '../../shared/sync/status.ts';
import type { Author } from '../replica/records.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import type { EmergencySession } from '../features/unlock/UnlockPage.tsx';
import type { Audit, AuditFirst } from './auditing.ts';
import type { Contact } from './useContact.ts';
import type { Signing } from './signing.ts';

/** Everything that a page may rely on once somebody has unlocked the workstation. */
export interface Session {
  readonly app: AppDescription;
  readonly person: Person;
  readonly author: Author;
  /** What this person signs with, until the lock. */
  readonly signing: Signing;
  readonly replica: ReplicaClient;
  /** How long this workstation hasn't heard of its people; entries are marked by it. */
  readonly contact: Contact;
  /** Of somebody who came with a ward's emergency code. */
  readonly emergency?: EmergencySession;
  /** Tells the audit trail what this person did, and returns at once. */
  readonly audit: Audit;
  /** The same, for what isn't done before its entry is on disk. */
  readonly auditFirst: AuditFirst;
  /**
   * Locks the workstation: the person's key leaves memory, the unlock page comes back. Drafts stay,
   * and the replica stays open behind it for some minutes (`heldReplica.ts`).
   */
  lock(): void;
  /** A last save of a page that goes away: a lock waits for it before the replica is closed. */
  finishing(save: Promise<unknown>): void;
}

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session)
    throw new Error('no session: this part of the screen needs an unlocked workstation');
  return session;
}

/**
 * The live result of a query; undefined until the first answer. The query must be the same object
 * between renders (`useMemo`), or built from the same JSON: it is compared by its text.
 */
export function useLiveQuery<C extends CollectionName>(
  collection: C,
  query: MangoQuery<RecordIn<C>>,
): readonly RecordIn<C>[] | undefined {
  const { replica } = useSession();
  const [rows, setRows] = useState<readonly RecordIn<C>[] | undefined>(undefined);
  const text = JSON.stringify(query);
  useEffect(() => {
    setRows(undefined);
    const found = replica.records.collections[collection].find(JSON.parse(text) as typeof query);
    const subscription = found.$.subscribe((documents) =>
      setRows(documents.map((document) => document.toJSON() as RecordIn<C>)),
    );
    return () => subscription.unsubscribe();
  }, [replica, collection, text]);
  return rows;
}

export function useSyncStatus(): SyncStatus {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.onSyncStatus(changed),
    () => replica.syncStatus(),
  );
}

/** Delivery of one record, live. */
export function useDelivery(id: string): Delivery | undefined {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.onDelivery(changed),
    () => replica.delivery(id),
  );
}

/** Whether saving is possible at this moment. */
export function useReplicaAlive(): boolean {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.onAlive(changed),
    () => replica.alive(),
  );
}

/** Whether a save waits for a disk that doesn't answer. */
export function useDiskSlow(): boolean {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.onAlive(changed),
    () => replica.slow(),
  );
}
