import type { Bridge } from '../../shared/bridge/contract.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload or by the browser shell's own script. */
    readonly bedside: Bridge;
  }
}

/** The main process's functions. */
export function bridge(): Bridge {
  return window.bedside;
}
