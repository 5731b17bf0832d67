import { proxy, transfer, wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { RxStorage } from 'rxdb';
import { getRxStorageRemote } from 'rxdb/plugins/storage-remote';
import type { MessageFromRemote } from 'rxdb/plugins/storage-remote';
import { Subject } from 'rxjs';
import { ReplicaNotOpened } from './replicaClient.ts';
import type { OpenOptions, ReplicaEvents, ReplicaWorker } from './workerContract.ts';
import { startOwnWorker } from '../app/ownWorkers.ts';

/** A running Worker with an open replica: RxDB's storage over one port, its own calls over another. */
export interface ConnectedWorker {
  readonly worker: Worker;
  readonly calls: Remote<ReplicaWorker>;
  readonly storage: RxStorage<unknown, unknown>;
  readonly snapshotDamaged: boolean;
}

/**
 * Starts the Worker and opens the replica in it. Everything is open when it resolves, so that no
 * `create` of RxDB can fail half-way. Rejects with `ReplicaNotOpened`.
 */
export async function connectWorker(
  options: OpenOptions,
  events: ReplicaEvents,
): Promise<ConnectedWorker> {
  const worker = startOwnWorker('replica');
  const calls = wrap<ReplicaWorker>(worker);
  const channel = new MessageChannel();
  const opened = await Promise.race([
    calls.open(options, transfer(channel.port2, [channel.port2]), proxy(events)),
    new Promise<never>((_resolve, reject) => {
      worker.addEventListener('error', () => reject(new ReplicaNotOpened('storageFailed')), {
        once: true,
      });
    }),
  ]);
  if (opened.kind === 'failed') {
    worker.terminate();
    throw new ReplicaNotOpened(opened.code);
  }
  const { snapshotDamaged } = opened;
  return { worker, calls, storage: remoteStorage(channel.port1), snapshotDamaged };
}

function remoteStorage(port: MessagePort): RxStorage<unknown, unknown> {
  const messages = new Subject<MessageFromRemote>();
  port.onmessage = (event: MessageEvent<MessageFromRemote>) => messages.next(event.data);
  return getRxStorageRemote({
    identifier: `replica-${crypto.randomUUID()}`,
    mode: 'one',
    messageChannelCreator: async () => ({
      messages$: messages,
      send: (message) => port.postMessage(message),
      close: async () => port.close(),
    }),
  }) as unknown as RxStorage<unknown, unknown>;
}
