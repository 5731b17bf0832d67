/** A connection of our own to the IndexedDB of PouchDB's `idb` adapter, opened when it is first needed. */
export interface PouchConnection {
  database(): Promise<IDBDatabase>;
  close(): void;
}

/** @param replicaName name of the PouchDB database, which must be there */
export function pouchConnection(replicaName: string): PouchConnection {
  let opened: Promise<IDBDatabase> | undefined;
  return {
    database() {
      opened ??= new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(`_pouch_${replicaName}`);
        request.onupgradeneeded = () => request.transaction!.abort();
        request.onsuccess = () => {
          const database = request.result;
          const forget = () => {
            database.close();
            opened = undefined;
          };
          // Whoever deletes or upgrades the database doesn't wait for us.
          database.onversionchange = forget;
          database.onclose = forget;
          resolve(database);
        };
        request.onerror = () => {
          opened = undefined;
          reject(request.error as Error);
        };
      });
      return opened;
    },
    close() {
      void opened?.then((database) => database.close());
      opened = undefined;
    },
  };
}
