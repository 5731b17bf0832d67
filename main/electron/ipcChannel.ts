/** The one channel between preload and main process; the bridge's function is its first argument. */
export const bridgeChannel = 'bedside:bridge';
