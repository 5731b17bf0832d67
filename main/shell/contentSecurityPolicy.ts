/**
 * Trusted Types policies that the pages may make (electron-security 7): `bedside` makes the
 * Worker's address, and admits nothing but files of our own origin.
 */
export const trustedTypesPolicies = ['bedside'] as const;

/**
 * The content security policy of the pages, in both shells. `centralOrigin` is the only other machine that
 * the pages may speak to.
 */
export function contentSecurityPolicy(centralOrigin: string): string {
  const { origin, protocol } = new URL(centralOrigin);
  if (origin !== centralOrigin || !['http:', 'https:'].includes(protocol)) {
    throw new Error('the central server is named by an http or https origin, without a path');
  }
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${centralOrigin}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypesPolicies.join(' ')}`,
  ].join('; ');
}

/**
 * The policy of the Worker that reads barcodes, which alone may compile WebAssembly: a Worker has
 * the policy of its own answer, not its page's. It speaks to nobody but our own origin, from which
 * its program comes.
 */
const barcodeWorkerPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The policy of what is asked for by this path. */
export function policyOf(pathname: string, centralOrigin: string): string {
  return /^\/assets\/barcodeWorker-[\w-]+\.js$/.test(pathname)
    ? barcodeWorkerPolicy
    : contentSecurityPolicy(centralOrigin);
}
