import { startTrailDelivery } from '../../shared/audit/deliverTrail.ts';
import { auditEventSchema } from '../../shared/audit/entry.ts';
import type { AuditEvent } from '../../shared/audit/entry.ts';
import { openAuditTrail } from '../../shared/audit/trail.ts';
import { trailStoreOver } from '../../shared/audit/trailStore.ts';
import { auditDatabaseName } from '../../shared/central/auditDatabase.ts';
import type { Cipher } from '../../shared/replica/envelope.ts';
import { centralClient } from '../../shared/sync/centralClient.ts';
import type { OpenOptions } from './replicaWorker.ts';
import { openTrailStorage } from './trailStorage.ts';

/** The workstation's audit trail in the Worker: written beside the replica, sent in a loop of its own. */
export interface WorkerAudit {
  /** Resolves when the entry is written. */
  append(event: AuditEvent): Promise<void>;
  wake(): void;
  /** Signs the rest and closes. */
  close(): Promise<void>;
}

export async function openWorkerAudit(
  { replicaName, workstation, central }: OpenOptions,
  cipher: Cipher,
): Promise<WorkerAudit | undefined> {
  if (workstation === undefined) return undefined;
  const store = trailStoreOver(await openTrailStorage(`${replicaName}-audit`), cipher);
  const trail = await openAuditTrail({ store, workstation });
  const delivery =
    central &&
    startTrailDelivery({
      trail,
      store,
      client: centralClient({
        ...central,
        database: auditDatabaseName(central.database),
        fetch: (...request) => fetch(...request),
      }),
    });
  return {
    append: async (event) => trail.append(auditEventSchema.parse(event)),
    wake: () => delivery?.wake(),
    async close() {
      await delivery?.stop();
      await trail.close();
    },
  };
}
