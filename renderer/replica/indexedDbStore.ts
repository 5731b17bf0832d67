/** One object store of an IndexedDB of its own, with promises. */
export interface IndexedDbStore {
  /** Runs one request in one transaction; resolves after the transaction has completed. */
  run<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest,
    durability?: 'relaxed' | 'strict',
  ): Promise<T>;
  close(): void;
}

const storeName = 'entries';

export async function openIndexedDbStore(name: string): Promise<IndexedDbStore> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
  return {
    run<T>(
      mode: IDBTransactionMode,
      act: (store: IDBObjectStore) => IDBRequest,
      durability: 'relaxed' | 'strict' = 'strict',
    ): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(storeName, mode, { durability });
        const request = act(transaction.objectStore(storeName));
        transaction.oncomplete = () => resolve(request.result as T);
        transaction.onabort = () => reject(transaction.error as Error);
        transaction.onerror = () => reject(transaction.error as Error);
      });
    },
    close: () => database.close(),
  };
}
