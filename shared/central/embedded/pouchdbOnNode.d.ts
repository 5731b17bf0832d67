/** Packages of the embedded server that bring no typings. */
declare module 'pouchdb-node' {
  const PouchDb: PouchDB.Static;
  export default PouchDb;
}

declare module 'pouchdb-adapter-memory' {
  const plugin: PouchDB.Plugin;
  export default plugin;
}

declare module 'express-pouchdb' {
  import type { Express } from 'express';
  export default function expressPouchDb(
    PouchDb: PouchDB.Static,
    options: {
      mode: 'minimumForPouchDB' | 'fullCouchDB' | 'custom';
      overrideMode?: { include?: readonly string[]; exclude?: readonly string[] };
    },
  ): Express;
}
