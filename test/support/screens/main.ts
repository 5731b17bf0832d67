import '../../../renderer/app/withoutEval.ts';
import { startApp } from '../../../renderer/app/startApp.tsx';
import { ReplicaNotOpened } from '../../../renderer/replica/replicaClient.ts';
import { openMemoryReplica } from './memoryReplica.ts';
import { fakeBridge } from './fakeBridge.ts';
import { sceneNames, sceneOf } from './scenes.ts';
import type { SceneName } from './scenes.ts';

const parameters = new URLSearchParams(location.search);
const scene = sceneNames.find((name) => name === parameters.get('scene')) ?? ('ward' as SceneName);

Object.defineProperty(window, 'bedside', { value: fakeBridge(scene, parameters) });

startApp(document.getElementById('root')!, async () => {
  if (scene === 'alreadyOpen') throw new ReplicaNotOpened('alreadyOpen');
  if (scene === 'full') throw new ReplicaNotOpened('storageFull');
  return openMemoryReplica(sceneOf(scene, Number(parameters.get('patients') ?? 300)));
});
