import '../../shared/bridge/withoutEval.ts';
import { contextBridge, ipcRenderer } from 'electron';
import { bridgeOver } from '../../shared/bridge/bridgeOver.ts';
import { bridgeChannel } from './ipcChannel.ts';

// Named functions alone cross into the page; neither the channel nor an event object does.
contextBridge.exposeInMainWorld(
  'bedside',
  bridgeOver((name, request) => ipcRenderer.invoke(bridgeChannel, name, request)),
);
