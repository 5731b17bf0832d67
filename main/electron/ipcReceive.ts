import { ipcMain } from 'electron';
import type { BridgeHost } from '../bridge/serveBridge.ts';
import { serveBridgeOverIpc } from './ipcBridge.ts';

/** Serves the bridge to this app's windows. */
export function receiveBridgeCalls(host: BridgeHost): void {
  serveBridgeOverIpc(ipcMain, host);
}
