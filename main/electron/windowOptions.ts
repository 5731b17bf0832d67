import type { BrowserWindowConstructorOptions } from 'electron';

/** The workstation's window: every preference that guards it is written out, defaults included. */
export function windowOptions(
  preload: string,
  isPackaged: boolean,
): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Dictionaries would be fetched from another machine.
      spellcheck: false,
      devTools: !isPackaged,
    },
  };
}
