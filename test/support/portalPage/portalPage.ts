import workerUrl from './portalWorker.ts?worker&url';

/** What the pages' policy wants of a Worker's address. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  interface Window {
    /** What a request of the page's Worker to this address ends in: the fault, or `answered`. */
    askCentral(url: string): Promise<string>;
  }
}

const { trustedTypes } = globalThis as unknown as { trustedTypes: TrustedTypes };
const policy = trustedTypes.createPolicy('bedside', { createScriptURL: (url) => url });
// As the app's Worker is made, which alone asks the central server.
const worker = new Worker(policy.createScriptURL(workerUrl), {
  type: 'module',
});

window.askCentral = (url) =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<string>) => resolve(data);
    worker.postMessage(url);
  });
