import workerUrl from './worker.ts?worker&url';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Starts the replica Worker. Trusted Types: this policy lets exactly one script URL through. */
export function startReplicaWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('bedside', {
    createScriptURL(url) {
      if (url !== workerUrl) throw new TypeError('not the replica Worker');
      return url;
    },
  });
  const url = policy ? policy.createScriptURL(workerUrl) : workerUrl;
  return new Worker(url, { type: 'module', name: 'bedside replica' });
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;
