import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { BridgeOutcome } from '../../shared/bridge/bridgeOver.ts';
import type { BridgeHost } from '../bridge/serveBridge.ts';
import { isAppUrl } from './appOrigin.ts';
import { bridgeChannel } from './ipcChannel.ts';

/** What is looked at in a message's sender. */
export type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'>;

/**
 * Whether a message comes from the app itself: from a frame that is still there, is the top one,
 * and shows exactly our scheme and host (electron-security 17). Fails closed.
 */
export function isTrustedSender({ senderFrame }: Sender): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
}

/**
 * Serves the bridge over Electron's messages. The only place where a message is received: the
 * sender is checked here, the payload by the bridge host.
 */
export function serveBridgeOverIpc(ipc: Pick<IpcMain, 'handle'>, host: BridgeHost): void {
  ipc.handle(bridgeChannel, async (event, name: unknown, payload: unknown) => {
    if (!isTrustedSender(event)) return notAllowed;
    return host(typeof name === 'string' ? name : '', payload);
  });
}

const notAllowed: BridgeOutcome = {
  kind: 'failure',
  failure: { code: 'notAllowed', message: 'Only the pages of this workstation may call it.' },
};
