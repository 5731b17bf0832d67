import { fillWithDefaultSettings, now, prepareQuery } from 'rxdb';
import type { RxDocumentData, RxStorageInstance } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { sameValue } from '../json/canonical.ts';
import { parseRecordId } from '../records/ids.ts';
import { collectionOf, collections, isShown } from '../records/kinds.ts';
import type { AnyRecord, CollectionName, RecordIn } from '../records/kinds.ts';
import { rxSchemaOf } from '../records/rxSchema.ts';

export type MemoryDocument = RxDocumentData<AnyRecord>;
export type MemoryInstance = RxStorageInstance<AnyRecord, unknown, unknown>;

/**
 * The query engine: RxDB's memory storage, one instance a collection. It holds the join of each
 * record's live valid leaves, and is touched only after the store has committed.
 */
export interface RecordMemory {
  readonly instances: Readonly<Record<CollectionName, MemoryInstance>>;
  /** What is shown for a record now, as RxDB knows it. */
  document(record: {
    readonly id: string;
    readonly kind: AnyRecord['kind'];
  }): Promise<MemoryDocument | undefined>;
  /** What is shown for these ids, of whatever kind. */
  documents(ids: readonly string[]): Promise<ReadonlyMap<string, MemoryDocument>>;
  /** Shows these records; those that are shown already as they are stay untouched. */
  show(records: readonly AnyRecord[]): Promise<void>;
  /** Takes records away, as if they had never been shown. */
  forget(ids: readonly string[]): Promise<void>;
  /** Every record of a collection that is shown now. */
  all<C extends CollectionName>(collection: C): Promise<readonly RecordIn<C>[]>;
  /** Every record of one patient in a collection. */
  ofPatient<C extends CollectionName>(
    collection: C,
    patientId: string,
  ): Promise<readonly RecordIn<C>[]>;
  /** Writes rows that RxDB has composed, after the store has committed them. */
  commit(
    collection: CollectionName,
    rows: readonly { readonly previous?: MemoryDocument; readonly document: MemoryDocument }[],
  ): Promise<void>;
  close(): Promise<void>;
}

/** The page takes so many in one event: 200 held it for up to 95 ms. */
const shownAtOnce = 100;

/** A memory under a name of its own: RxDB keeps memory states for the whole process by name. */
export async function openRecordMemory(uniqueName: string): Promise<RecordMemory> {
  const storage = getRxStorageMemory();
  const instances = {} as Record<CollectionName, MemoryInstance>;
  for (const name of Object.keys(collections) as CollectionName[]) {
    instances[name] = (await storage.createStorageInstance<AnyRecord>({
      databaseInstanceToken: uniqueName,
      databaseName: uniqueName,
      collectionName: name,
      schema: fillWithDefaultSettings(rxSchemaOf(name)) as never,
      options: {},
      multiInstance: false,
      devMode: false,
    })) as MemoryInstance;
  }

  async function documents(ids: readonly string[]): Promise<Map<string, MemoryDocument>> {
    const found = new Map<string, MemoryDocument>();
    for (const name of Object.keys(collections) as CollectionName[]) {
      const own = ids.filter((id) => {
        const kind = parseRecordId(id)?.kind;
        return kind !== undefined && isShown(kind) && collectionOf(kind) === name;
      });
      if (own.length === 0) continue;
      for (const document of await instances[name].findDocumentsById(own, true)) {
        found.set(document.id, document);
      }
    }
    return found;
  }

  async function write(
    collection: CollectionName,
    rows: readonly { previous?: MemoryDocument; document: MemoryDocument }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const { error } = await instances[collection].bulkWrite(rows as never, 'replica');
    // The serial queue has compared `previous` before the store was written: this can't happen
    // unless that order is broken, and then the memory no longer shows what is stored.
    if (error.length > 0) throw new Error('memory differs from the store');
  }

  async function ask<C extends CollectionName>(
    collection: C,
    selector: object,
    sort: readonly object[],
  ): Promise<readonly RecordIn<C>[]> {
    const schema = fillWithDefaultSettings(rxSchemaOf(collection)) as never;
    const query = prepareQuery<AnyRecord>(schema, { selector, sort, skip: 0 } as never);
    const { documents: found } = await instances[collection].query(query);
    return found as unknown as readonly RecordIn<C>[];
  }

  async function showIn(collection: CollectionName, records: readonly AnyRecord[]): Promise<void> {
    const ids = records.map((record) => record.id);
    const standing = new Map(
      (await instances[collection].findDocumentsById(ids, true)).map((d) => [d.id, d]),
    );
    const rows = records.flatMap((record) => {
      const previous = standing.get(record.id);
      if (previous && !previous._deleted && sameValue(withoutRxFields(previous), record)) return [];
      const height = previous ? Number.parseInt(previous._rev, 10) + 1 : 1;
      const document = {
        ...record,
        _deleted: false,
        _attachments: {},
        _meta: { lwt: now() },
        _rev: `${height}-replica`,
      } as MemoryDocument;
      return [previous ? { previous, document } : { document }];
    });
    await write(collection, rows);
  }

  return {
    instances,
    async document({ id, kind }) {
      const [found] = await instances[collectionOf(kind)].findDocumentsById([id], true);
      return found;
    },
    documents,
    async show(records) {
      for (const collection of Object.keys(collections) as CollectionName[]) {
        const members = records.filter((record) => collectionOf(record.kind) === collection);
        for (let start = 0; start < members.length; start += shownAtOnce) {
          await showIn(collection, members.slice(start, start + shownAtOnce));
        }
      }
    },
    async forget(ids) {
      const shown = [...(await documents(ids)).values()].filter(({ _deleted }) => !_deleted);
      for (const collection of Object.keys(collections) as CollectionName[]) {
        const rows = shown
          .filter(({ kind }) => collectionOf(kind) === collection)
          .map((previous) => {
            const height = Number.parseInt(previous._rev, 10) + 1;
            const _meta = { ...previous._meta, lwt: now() };
            return {
              previous,
              document: { ...previous, _deleted: true, _meta, _rev: `${height}-replica` },
            };
          });
        if (rows.length === 0) continue;
        // RxDB tells its queries by a deletion; the second call takes the deleted bodies too.
        await write(collection, rows as never);
        await instances[collection].cleanup(0);
      }
    },
    all: (collection) => ask(collection, { _deleted: { $eq: false } }, [{ id: 'asc' }]),
    ofPatient: (collection, patientId) =>
      ask(collection, { patientId: { $eq: patientId }, _deleted: { $eq: false } }, [
        { patientId: 'asc' },
        { kind: 'asc' },
        { recordedAt: 'asc' },
        { id: 'asc' },
      ]),
    commit: write,
    async close() {
      for (const instance of Object.values(instances)) await instance.remove();
    },
  };
}

/** A record as RxDB holds it, without what RxDB adds. */
export function withoutRxFields(document: MemoryDocument): AnyRecord {
  const { _deleted, _attachments, _meta, _rev, ...record } = document;
  void [_deleted, _attachments, _meta, _rev];
  return record as unknown as AnyRecord;
}
