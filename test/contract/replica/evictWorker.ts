import { idbEvictor } from '../../../renderer/replica/idbEvictor.ts';

/** Evicts what it is told to; the test ends it in the middle. */
addEventListener('message', (event: MessageEvent<{ replicaName: string; ids: string[] }>) => {
  postMessage('begun');
  void idbEvictor(event.data.replicaName)
    .evict(event.data.ids)
    .then(() => postMessage('done'));
});
