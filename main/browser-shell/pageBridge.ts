import '../../shared/bridge/withoutEval.ts';
import { bridgeOver } from '../../shared/bridge/bridgeOver.ts';

/*
 * Runs in the page, before the app: puts `window.bedside` in place when the browser shell serves
 * the pages, as Electron's preload does there. Built into bridge.js, a classic script.
 */

// Taken now: the app can't change by which fetch the bridge speaks.
const fetchNow = window.fetch.bind(window);

const bedside = bridgeOver(async (name, request) => {
  const response = await fetchNow(`/bridge/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    credentials: 'same-origin',
    redirect: 'error',
    cache: 'no-store',
  });
  return response.json() as Promise<unknown>;
});

Object.defineProperty(window, 'bedside', {
  value: bedside,
  enumerable: true,
  writable: false,
  configurable: false,
});
