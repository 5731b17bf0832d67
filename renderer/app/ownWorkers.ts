import barcodeUrl from '../features/scanning/barcodeWorker.ts?worker&url';
import replicaUrl from '../replica/worker.ts?worker&url';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** The Workers that pages start. */
const addresses = { replica: replicaUrl, barcodes: barcodeUrl } as const;

/** Starts one of our Workers. Trusted Types: this policy lets exactly their addresses through. */
export function startOwnWorker(which: keyof typeof addresses): Worker {
  const address = addresses[which];
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('bedside', {
    createScriptURL(url) {
      if (!Object.values(addresses).includes(url)) throw new TypeError('not one of our Workers');
      return url;
    },
  });
  const url = policy ? policy.createScriptURL(address) : address;
  return new Worker(url, { type: 'module', name: `bedside ${which}` });
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
