import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import * as z from 'zod';
import { openPouch } from '../../../../renderer/replica/openPouch.ts';
import { connectReplica } from '../../../../renderer/replica/openReplica.ts';
import { openPackStorage, packsName } from '../../../../renderer/replica/packStorage.ts';
import type { ReplicaClient } from '../../../../renderer/replica/replicaClient.ts';
import { importDataKey } from '../../../../shared/replica/envelope.ts';
import { leavesOf } from './digest.ts';
import type { BoardExpected, FillApi, FillRequest, PeerWorker } from './fillApi.ts';
import pouchdbUrl from './pouchdbPeer.ts?worker&url';
import rxdbDexieUrl from './rxdbDexiePeer.ts?worker&url';
import { watchWardBoard } from './wardBoard.ts';

z.config({ jitless: true });

let client: ReplicaClient | undefined;
let peer: { readonly worker: Worker; readonly calls: Remote<PeerWorker> } | undefined;
let name = '';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask', buffered: true });

async function fillOurs(request: FillRequest, expected: BoardExpected): Promise<number> {
  const key = await importDataKey(new Uint8Array(32).fill(7));
  const startedMs = performance.now();
  const { url, database, username, password, workstation, people } = request;
  client = await connectReplica({
    replicaName: name,
    key,
    ward: expected.ward,
    keeps: 'everything',
    central: { url, database, username, password, workstation },
    workstation,
    people,
  });
  const opened = client;
  let usableMs = Number.NaN;
  const board = watchWardBoard(opened.records, expected);
  const usable = board.usable.then(() => (usableMs = performance.now() - startedMs));
  // Filled: the feed is followed, and everything that the server named is here.
  await new Promise<void>((resolve) => {
    opened.onSyncStatus(({ heardAt, firstFill, owed }) => {
      if (heardAt !== undefined && firstFill === undefined && owed === 0) resolve();
    });
  });
  await usable;
  board.stop();
  return usableMs / 1000;
}

async function fillPeer(url: string, request: FillRequest): Promise<void> {
  const { trustedTypes } = globalThis as unknown as { trustedTypes: TrustedTypes };
  const policy = trustedTypes.createPolicy('bedside', { createScriptURL: (text) => text });
  const worker = new Worker(policy.createScriptURL(url), { type: 'module' });
  peer = { worker, calls: wrap<PeerWorker>(worker) };
  const broken = new Promise<never>((_resolve, reject) => {
    worker.onerror = (event) => reject(new Error(`the peer's Worker broke: ${event.message}`));
  });
  await Promise.race([peer.calls.fill(request), broken]);
}

const api: FillApi = {
  async fill(variant, request, board) {
    name = request.name;
    longTasks.length = 0;
    const startedMs = performance.now();
    let secondsToBoard: number | null = null;
    if (variant === 'ours') secondsToBoard = await fillOurs(request, board);
    else await fillPeer(variant === 'pouchdb' ? pouchdbUrl : rxdbDexieUrl, request);
    const seconds = (performance.now() - startedMs) / 1000;
    // The observer is told a moment later.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const longTasksMs = [...longTasks];
    const heapBytes = (await performance.measureUserAgentSpecificMemory()).bytes;
    return { seconds, secondsToBoard, longTasksMs, heapBytes };
  },
  async stored() {
    if (peer) return peer.calls.stored();
    const rowsFromMs = performance.now();
    const packs = await openPackStorage(packsName(name));
    while ((await packs.numbers()).length > 0) await new Promise((r) => setTimeout(r, 200));
    packs.close();
    const secondsToRows = (performance.now() - rowsFromMs) / 1000;
    await client?.close();
    client = undefined;
    // Ids and revisions are cleartext: they are counted past our own code.
    const pouch = openPouch(name);
    const outcome = await leavesOf(pouch);
    await pouch.close();
    return { ...outcome, secondsToRows };
  },
  async close() {
    await client?.close();
    peer?.worker.terminate();
  },
};

window.fillBench = api;
