import { EventEmitter } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDb from 'pouchdb-node';
import type { Security, ServerStateFile } from './serverState.ts';
import { openValidation } from './validation.ts';
import type { Validation } from './validation.ts';

/** One database of the embedded server. All writes go through `serially`. */
export interface ServerDatabase {
  readonly name: string;
  readonly pouch: PouchDB.Database;
  readonly validation: Validation;
  security(): Security;
  /** Runs one write after the other: validation reads what the write before it wrote. */
  serially<T>(write: () => Promise<T>): Promise<T>;
  /** Tells those who wait for changes. */
  announceChange(): void;
  /** Calls back after each write, until the returned function is called. */
  onChange(listener: () => void): () => void;
}

export interface Databases {
  readonly constructor: PouchDB.Static;
  names(): string[];
  find(name: string): ServerDatabase | undefined;
  /** Whether it was made: false when it stood already. */
  create(name: string): Promise<boolean>;
  remove(name: string): Promise<boolean>;
  close(): Promise<void>;
}

export const databaseNamePattern = /^(_users|[a-z][a-z0-9_$()+-]{0,200})$/;

/** The databases below a folder, or in memory. They are opened when they are first asked for. */
export async function openDatabases(
  file: ServerStateFile,
  directory: string | undefined,
): Promise<Databases> {
  PouchDb.plugin(memoryAdapter);
  const { state } = file;
  const folder = directory === undefined ? undefined : join(directory, 'databases');
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  // In memory names are shared by the whole process: the server's uuid keeps servers apart.
  const constructor =
    folder === undefined
      ? PouchDb.defaults({ adapter: 'memory', prefix: `${state.uuid}-` })
      : PouchDb.defaults({ prefix: `${folder}/` });
  const open = new Map<string, ServerDatabase>();

  const find = (name: string): ServerDatabase | undefined => {
    if (!Object.hasOwn(state.databases, name)) return undefined;
    let database = open.get(name);
    if (!database) {
      database = openDatabase(name, new constructor(name), () => state.databases[name]!);
      open.set(name, database);
    }
    return database;
  };

  return {
    constructor,
    names: () => Object.keys(state.databases).sort(),
    find,
    async create(name) {
      if (Object.hasOwn(state.databases, name)) return false;
      const adminsOnly = { names: [], roles: ['_admin'] };
      await file.change(({ databases }) => {
        databases[name] = { admins: adminsOnly, members: adminsOnly };
      });
      return true;
    },
    async remove(name) {
      const database = find(name);
      if (!database) return false;
      await file.change(({ databases }) => {
        delete databases[name];
      });
      open.delete(name);
      // express-pouchdb keeps what it opened: a database of the same name would meet the destroyed one.
      const kept = constructor as { __dbCacheMap?: { delete(name: string): void } };
      kept.__dbCacheMap?.delete(name);
      await database.serially(() => database.pouch.destroy());
      return true;
    },
    async close() {
      await Promise.all(
        [...open.values()].map(({ pouch, serially }) => serially(() => pouch.close())),
      );
      open.clear();
    },
  };
}

function openDatabase(
  name: string,
  pouch: PouchDB.Database,
  security: () => Security,
): ServerDatabase {
  const changes = new EventEmitter().setMaxListeners(0);
  let last: Promise<unknown> = Promise.resolve();
  return {
    name,
    pouch,
    validation: openValidation(pouch),
    security,
    serially(write) {
      const result = last.then(write, write);
      last = result.catch(() => undefined);
      return result;
    },
    announceChange: () => void changes.emit('change'),
    onChange(listener) {
      changes.on('change', listener);
      return () => void changes.off('change', listener);
    },
  };
}
