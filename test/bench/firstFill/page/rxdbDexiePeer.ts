import { expose } from 'comlink';
import { createRxDatabase } from 'rxdb';
import type { RxCollection } from 'rxdb';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { collections, kinds } from '../../../../shared/records/kinds.ts';
import type { CollectionName } from '../../../../shared/records/kinds.ts';
import { rxSchemaOf } from '../../../../shared/records/rxSchema.ts';
import { revisionOf } from '../../../../shared/replica/revision.ts';
import { outcomeOf } from './digest.ts';
import type { PeerWorker } from './fillApi.ts';

/** RxDB as it comes: its CouchDB plugin pulls a database into one Dexie collection, in clear. */
let collection: RxCollection<{ id: string }> | undefined;

/** One schema with the fields of all kinds, and the indexes that our collections have. */
function schema(): object {
  const all = (Object.keys(collections) as CollectionName[]).map(rxSchemaOf);
  const properties = Object.assign({}, ...all.map((each) => each.properties)) as object;
  const change = Object.fromEntries(Object.keys(kinds.change.schema.shape).map((key) => [key, {}]));
  return { ...all[0], title: 'records', properties: { ...change, ...properties } };
}

const peer: PeerWorker = {
  async fill({ url, database, username, password, name, batchSize }) {
    const opened = await createRxDatabase({
      name,
      storage: getRxStorageDexie(),
      multiInstance: false,
      eventReduce: true,
    });
    const added = await opened.addCollections({ records: { schema: schema() as never } });
    collection = added['records'] as unknown as RxCollection<{ id: string }>;
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const replication = replicateCouchDB({
      replicationIdentifier: `${url}/${database}`,
      collection: collection as never,
      url: `${url}/${database}/`,
      live: false,
      waitForLeadership: false,
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...(init?.headers as object), authorization } }),
      pull: { batchSize },
    });
    await replication.awaitInitialReplication();
    const failed = replication.isStopped() ? undefined : await replication.cancel();
    void failed;
  },
  async stored() {
    // Dexie keeps no revision: the first generation's follows from what is stored.
    const documents = await collection!.find().exec();
    const lines = await Promise.all(
      documents
        .filter(({ id }) => !id.startsWith('_design/'))
        .map(async (document) => {
          const { _id, ...record } = document.toMutableJSON() as { _id?: string; id: string };
          void _id;
          return `${record.id} ${await revisionOf(record, undefined)}`;
        }),
    );
    return outcomeOf(lines);
  },
};
expose(peer);
