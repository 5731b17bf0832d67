import { RXDB_VERSION } from 'rxdb';
import type { RxStorage, RxStorageInstance, RxStorageInstanceCreationParams } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { collections } from '../records/kinds.ts';
import type { AnyRecord, CollectionName } from '../records/kinds.ts';
import type { Replica } from './replica.ts';
import type { WriteRow } from './rowError.ts';

/** RxDB's own bookkeeping: it holds no record and lives in memory only (D2). */
const internalStore = '_rxdb_internal';

/**
 * The replica as an RxStorage: queries are RxDB's memory storage's, writes go through the replica.
 * - `bulkWrite` never throws: an error that crosses a port would carry the record in clear;
 * - deletions are refused: people never delete;
 * - `remove()` closes; it never destroys anything;
 * - local documents and unknown collections are refused.
 */
export function replicaStorage(replica: Replica): RxStorage<unknown, unknown> {
  return {
    name: 'replica',
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<T>(
      params: RxStorageInstanceCreationParams<T, unknown>,
    ): Promise<RxStorageInstance<T, unknown, unknown>> {
      if (params.collectionName === internalStore) {
        return getRxStorageMemory().createStorageInstance({
          ...params,
          databaseName: `${params.databaseName}-${params.databaseInstanceToken}`,
          options: {},
        }) as Promise<RxStorageInstance<T, unknown, unknown>>;
      }
      if (!Object.hasOwn(collections, params.collectionName)) {
        throw new Error(`the replica has no collection ${params.collectionName}`);
      }
      return instanceOf(
        replica,
        params as unknown as RxStorageInstanceCreationParams<AnyRecord, unknown>,
      ) as unknown as RxStorageInstance<T, unknown, unknown>;
    },
  };
}

function instanceOf(
  replica: Replica,
  params: RxStorageInstanceCreationParams<AnyRecord, unknown>,
): RxStorageInstance<AnyRecord, unknown, unknown> {
  const collection = params.collectionName as CollectionName;
  const memory = replica.memory.instances[collection];
  let closed = false;
  const whileOpen = () => {
    if (closed) throw new Error('the storage instance is closed');
  };
  return {
    databaseName: params.databaseName,
    collectionName: collection,
    schema: params.schema,
    internals: {},
    options: {},
    async bulkWrite(rows) {
      if (closed) {
        return { error: rows.map((row) => closedRow(row as unknown as WriteRow)) } as never;
      }
      return { error: await replica.save(collection, rows as unknown as WriteRow[]) };
    },
    async findDocumentsById(ids, withDeleted) {
      whileOpen();
      return memory.findDocumentsById(ids, withDeleted);
    },
    async query(prepared) {
      whileOpen();
      return memory.query(prepared);
    },
    async count(prepared) {
      whileOpen();
      return memory.count(prepared);
    },
    async getAttachmentData() {
      throw new Error('records have no attachments yet');
    },
    changeStream() {
      return memory.changeStream();
    },
    async cleanup() {
      return true;
    },
    async close() {
      closed = true;
    },
    async remove() {
      closed = true;
    },
  };
}

function closedRow(row: WriteRow): object {
  return { status: 500, isError: true, documentId: row.document.id, writeRow: row };
}
