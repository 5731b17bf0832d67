import './nodeGlobals.ts';
import { expose } from 'comlink';
import idb from 'pouchdb-adapter-idb';
import PouchDBNode from 'pouchdb-node';
import type { PeerWorker } from './fillApi.ts';
import { leavesOf } from './digest.ts';

/** PouchDB as it comes: its replicator and its HTTP adapter, into its idb adapter, in clear. */
interface Replicating extends PouchDB.Static {
  replicate(source: unknown, target: unknown, options: object): Promise<{ docs_written: number }>;
}

const PouchDb = PouchDBNode as unknown as Replicating;
PouchDb.plugin(idb);

let local: PouchDB.Database | undefined;

const peer: PeerWorker = {
  async fill({ url, database, username, password, name, batchSize }) {
    local = new PouchDb(name, { adapter: 'idb', revs_limit: 1000 });
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const remote = new PouchDb(`${url}/${database}`, {
      adapter: 'http',
      skip_setup: true,
      fetch(input: string, init: RequestInit & { headers: Headers }) {
        init.headers.set('authorization', authorization);
        return fetch(input, { ...init, credentials: 'omit' });
      },
    } as PouchDB.DatabaseOptions);
    await PouchDb.replicate(remote, local, { batch_size: batchSize, batches_limit: 10 });
  },
  stored: () => leavesOf(local!),
};
expose(peer);
