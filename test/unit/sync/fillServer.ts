import { expect } from 'vitest';
import { wardDocument } from '../../../shared/central/designDocuments.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import type { LeafStore, NewRevision } from '../../../shared/replica/leafStore.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { firstFill } from '../../../shared/sync/firstFill.ts';
import type { FirstFill } from '../../../shared/sync/firstFill.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

const cleanUps: (() => Promise<void>)[] = [];

/** Ends what a test opened, the last first; a test file calls it after each. */
export async function endFills(): Promise<void> {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
}

/** Ends this too. */
export function endLater(cleanUp: () => Promise<void>): void {
  cleanUps.push(cleanUp);
}

export interface Asked {
  readonly path: string;
  readonly ids: readonly string[];
}

export interface FillServer {
  readonly central: TestCentral;
  /** Requests that came through, in order. */
  readonly asked: Asked[];
  /** Answers in the server's place where it returns something; told before a request goes on. */
  intercept: (asked: Asked) => Response | undefined | Promise<undefined>;
  put(revisions: readonly NewRevision[]): Promise<void>;
  fill(replica: NodeReplica, ward?: string): Promise<FirstFill>;
  client(): ReturnType<typeof centralClient>;
}

/** A server that refuses nothing: what lies on it may be older than its validation. */
export async function fillServer(): Promise<FillServer> {
  const central = await openTestCentral({ bare: true });
  cleanUps.push(() => central.remove());
  const { couch, database } = central;
  await couch.change('PUT', database);
  await couch.change('PUT', `${database}/_design/wards`, wardDocument());
  const opened: FillServer = {
    central,
    asked: [],
    intercept: () => undefined,
    async put(revisions) {
      const docs = revisions.map((revision) => wireDocument({ ...revision }));
      const rows = await couch.change('POST', `${database}/_bulk_docs`, { docs, new_edits: false });
      expect(rows).toEqual([]);
    },
    client: () =>
      centralClient({
        url: central.url,
        database,
        ...central.admin,
        fetch: async (input, init) => {
          const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as object) : {};
          const docs = 'docs' in body ? (body.docs as { id: string }[]) : [];
          const asked = {
            path: new URL(String(input)).pathname.slice(database.length + 2),
            ids: docs.map(({ id }) => id),
          };
          const answered = await opened.intercept(asked);
          if (answered) return answered;
          opened.asked.push(asked);
          return fetch(input, init);
        },
      }),
    async fill(replica, ward) {
      return firstFill({
        replica,
        client: opened.client(),
        delivery: await trackDelivery(replica),
        ward,
        batchRecords,
      });
    },
  };
  return opened;
}

/** Records asked for at a time. */
export const batchRecords = 5;
/** Of a fill that nobody ends. */
export const signal = new AbortController().signal;

export async function emptyReplica(
  wrapStore?: (store: LeafStore) => LeafStore,
): Promise<NodeReplica> {
  const replica = await openNodeReplica(undefined, wrapStore);
  cleanUps.push(() => replica.close());
  return replica;
}

export async function manyPatients(count: number): Promise<{
  readonly patients: RecordOf<'patient'>[];
  readonly revisions: NewRevision[];
}> {
  const patients = Array.from({ length: count }, (_unused, index) =>
    aPatient({ name: `Người ${String(index)}` }),
  );
  return { patients, revisions: await Promise.all(patients.map((patient) => arrival(patient))) };
}

export const shown = async (replica: NodeReplica, records: readonly { id: string }[]) =>
  (await replica.memory.documents(records.map(({ id }) => id))).size;

export const bodiesAsked = ({ asked }: FillServer) =>
  asked.filter(({ path }) => path === '_bulk_get').flatMap(({ ids }) => ids);

export const html = () => new Response('<html>Đăng nhập Wi-Fi</html>', { status: 200 });
