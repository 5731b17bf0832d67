import idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';

PouchDB.plugin(idb);

/** The profile's PouchDB in this origin's IndexedDB. */
export function openPouch(name: string): PouchDB.Database {
  return new PouchDB(name, { adapter: 'idb', revs_limit: 1000 });
}
