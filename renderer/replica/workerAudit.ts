import { startTrailDelivery } from '../../shared/audit/deliverTrail.ts';
import { auditEventSchema } from '../../shared/audit/entry.ts';
import type { AuditEvent } from '../../shared/audit/entry.ts';
import { newestEntries, readTrails } from '../../shared/audit/readTrails.ts';
import { openAuditTrail } from '../../shared/audit/trail.ts';
import type { TrailFilter } from '../../shared/audit/trailFilter.ts';
import { trailStoreOver } from '../../shared/audit/trailStore.ts';
import { trailView } from '../../shared/audit/trailView.ts';
import type { TrailPart, TrailSummary, TrailView } from '../../shared/audit/trailView.ts';
import { auditDatabaseName } from '../../shared/central/auditDatabase.ts';
import type { EnrolledWorkstation } from '../../shared/audit/silentWorkstations.ts';
import type { TrailKey } from '../../shared/audit/vouching.ts';
import { whoIsIn } from '../../shared/audit/whoIsIn.ts';
import type { KnownPeople } from '../../shared/people/knownPeople.ts';
import { localInstant } from '../../shared/records/instant.ts';
import type { Cipher } from '../../shared/replica/envelope.ts';
import { centralClient } from '../../shared/sync/centralClient.ts';
import type { OpenOptions, TrailStep } from './workerContract.ts';
import { openTrailStorage } from './trailStorage.ts';

/** Some screens full, which a server gives in a moment. */
const newestShown = 300;

/** The workstation's audit trail in the Worker: written beside the replica, sent in a loop of its own. */
export interface WorkerAudit {
  /** What a person who signs in signs; undefined while there is no trail. */
  trailKey(): TrailKey | undefined;
  /**
   * Resolves when the entry is written; rejects while the trail can't be, and with `NotInTheirName`
   * where it names somebody else than who is signed in.
   */
  append(event: AuditEvent): Promise<void>;
  /**
   * Everybody's trails from the server, else this workstation's own, verified; they stay here for
   * `part`. `newest` only reads the last of them, in a moment and without a verification; it rejects
   * without a server.
   */
  read(step: TrailStep, enrolled?: readonly EnrolledWorkstation[]): Promise<TrailSummary>;
  /** Of the last reading. */
  part(filter: TrailFilter, from: number, limit: number): Promise<TrailPart>;
  wake(): void;
  /** Signs the rest and closes. */
  close(): Promise<void>;
}

/**
 * Undefined without a workstation. Where the trail can't be opened the workstation opens all the
 * same, for nobody may be kept from a patient by it; each entry is then refused, and the pages say so.
 */
export async function openWorkerAudit(
  options: OpenOptions,
  cipher: Cipher,
  people?: Pick<KnownPeople, 'directory'>,
): Promise<WorkerAudit | undefined> {
  const { workstation } = options;
  if (workstation === undefined) return undefined;
  try {
    return await openTrail({ ...options, workstation }, cipher, people);
  } catch {
    const failed = () => Promise.reject(new Error('the audit trail could not be opened'));
    return {
      trailKey: () => undefined,
      append: failed,
      read: failed,
      part: failed,
      wake: () => undefined,
      close: async () => undefined,
    };
  }
}

async function openTrail(
  { replicaName, workstation, central }: OpenOptions & { readonly workstation: string },
  cipher: Cipher,
  people: Pick<KnownPeople, 'directory'> | undefined,
): Promise<WorkerAudit> {
  const store = trailStoreOver(await openTrailStorage(`${replicaName}-audit`), cipher);
  const trail = await openAuditTrail({ store, workstation });
  const clientOf = () =>
    central &&
    centralClient({
      ...central,
      database: auditDatabaseName(central.database),
      fetch: (...request) => fetch(...request),
    });
  const client = clientOf();
  const delivery = client && startTrailDelivery({ trail, store, client });
  const directory = () => people?.directory();
  const signedIn = whoIsIn(trail.key, directory);
  let view: TrailView | undefined;
  return {
    trailKey: () => trail.key,
    async append(event) {
      const parsed = auditEventSchema.parse(event);
      await signedIn.admit(parsed);
      await trail.append(parsed);
    },
    // A client of its own: a wake abandons what the delivery asks, and not what an auditor reads.
    async read(step, enrolled) {
      const reader = clientOf();
      if (step === 'whole') {
        const now = localInstant(new Date());
        const known = { directory: directory(), enrolled, now };
        view = trailView(await readTrails(store, reader, known));
      } else {
        if (!reader) throw new Error('there is no server to read from');
        const entries = await newestEntries(reader, newestShown);
        const unread = { guarded: undefined, verification: undefined };
        view = trailView({ from: 'server', entries, ...unread });
      }
      return view.summary;
    },
    part: async (filter, from, limit) =>
      view ? view.part(filter, from, limit) : { count: 0, entries: [] },
    wake: () => delivery?.wake(),
    async close() {
      await delivery?.stop();
      await trail.close();
    },
  };
}
