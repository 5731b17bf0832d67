/**
 * The part of PouchDB 9 that this project calls. The published typings declare a global `Buffer` of
 * their own, which clashes with Node's and makes every use of `node:crypto` fail to type-check.
 */
declare namespace PouchDB {
  type DocumentId = string;
  type RevisionId = string;

  /** A document as PouchDB hands it out: its own underscore keys, and the caller's. */
  interface StoredDocument {
    _id: DocumentId;
    _rev: RevisionId;
    _deleted?: boolean;
    _conflicts?: RevisionId[];
    _revisions?: { start: number; ids: string[] };
    [key: string]: unknown;
  }

  interface NewDocument {
    _id: DocumentId;
    _rev?: RevisionId;
    [key: string]: unknown;
  }

  interface WriteAnswer {
    ok: boolean;
    id: DocumentId;
    rev: RevisionId;
  }

  interface WriteFailure {
    status: number;
    name: string;
    message: string;
    reason?: string;
    error?: string | boolean;
    id?: DocumentId;
    rev?: RevisionId;
  }

  interface GetOptions {
    rev?: RevisionId;
    revs?: boolean;
    open_revs?: 'all' | RevisionId[];
    conflicts?: boolean;
    latest?: boolean;
  }

  interface AllDocsOptions {
    include_docs?: boolean;
    conflicts?: boolean;
    limit?: number;
    skip?: number;
    startkey?: string;
    endkey?: string;
    inclusive_end?: boolean;
    descending?: boolean;
    keys?: readonly string[];
  }

  interface AllDocsRow {
    id: DocumentId;
    key: string;
    value: { rev: RevisionId; deleted?: boolean };
    doc?: StoredDocument;
  }

  interface ChangesOptions {
    since?: number | string;
    limit?: number;
    style?: 'main_only' | 'all_docs';
    include_docs?: boolean;
    descending?: boolean;
    batch_size?: number;
  }

  interface Change {
    id: DocumentId;
    seq: number | string;
    changes: { rev: RevisionId }[];
    deleted?: boolean;
    doc?: StoredDocument;
  }

  interface Database {
    readonly name: string;
    get(id: DocumentId, options?: GetOptions): Promise<StoredDocument>;
    put(
      document: NewDocument,
      options?: { new_edits?: boolean; force?: boolean },
    ): Promise<WriteAnswer>;
    remove(id: DocumentId, rev: RevisionId): Promise<WriteAnswer>;
    /** With `new_edits: false` the answer lists failures only: `[]` is success. */
    bulkDocs(
      documents: readonly NewDocument[],
      options?: { new_edits?: boolean },
    ): Promise<(WriteAnswer | WriteFailure)[]>;
    bulkGet(request: {
      docs: readonly { id: DocumentId; rev?: RevisionId }[];
      revs?: boolean;
      latest?: boolean;
    }): Promise<{
      results: {
        id: DocumentId;
        docs: ({ ok: StoredDocument } | { error: WriteFailure })[];
      }[];
    }>;
    allDocs(options?: AllDocsOptions): Promise<{
      offset: number;
      total_rows: number;
      rows: AllDocsRow[];
    }>;
    changes(options?: ChangesOptions): Promise<{ results: Change[]; last_seq: number | string }>;
    revsDiff(
      leaves: Readonly<Record<DocumentId, readonly RevisionId[]>>,
    ): Promise<Record<DocumentId, { missing: RevisionId[]; possible_ancestors?: RevisionId[] }>>;
    /** The adapter's own; only once the task queue is ready. */
    _getRevisionTree(
      id: string,
      done: (error: unknown, tree?: import('./revisionTree.ts').RevisionTree) => void,
    ): void;
    readonly taskqueue: {
      readonly isReady: boolean;
      addTask(task: (failed?: unknown) => void): void;
    };
    info(): Promise<{ db_name: string; doc_count: number; update_seq: number | string }>;
    compact(): Promise<unknown>;
    close(): Promise<void>;
    destroy(): Promise<unknown>;
  }

  /** An adapter or another extension; it is opaque to us. */
  type Plugin = object;

  interface DatabaseOptions {
    adapter?: string;
    prefix?: string;
    revs_limit?: number;
    auto_compaction?: boolean;
    skip_setup?: boolean;
    auth?: { username: string; password: string };
  }

  interface Static {
    new (name: string, options?: DatabaseOptions): Database;
    plugin(plugin: Plugin): Static;
    defaults(options: DatabaseOptions): Static;
  }
}

declare module 'pouchdb-core' {
  const PouchDb: PouchDB.Static;
  export default PouchDb;
}
