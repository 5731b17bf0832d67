import { app, BrowserWindow } from 'electron';
import { appOrigin } from './appOrigin.ts';
import { windowOptions } from './windowOptions.ts';

/** Opens the workstation's one window, and shows it when there is something to see. */
export async function openWindow(preload: string): Promise<void> {
  const window = new BrowserWindow(windowOptions(preload, app.isPackaged));
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${appOrigin}/`);
}

/** Brings the window to the front: somebody started the workstation a second time. */
export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
