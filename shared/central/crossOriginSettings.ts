import type { Provisioning } from './provisioning.ts';

const neededHeaders = ['accept', 'authorization', 'content-type'];
/**
 * A page reads the server's time in `Date`, which CouchDB shows to pages of other origins only when
 * told. What it shows without being told ends with the first value set, so those are named too.
 */
const neededExposed = [
  'accept-ranges',
  'etag',
  'server',
  'x-couch-request-id',
  'x-couch-update-newrev',
  'x-couchdb-body-time',
  'date',
  'retry-after',
];
const neededMethods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'];

/**
 * Lets pages of these origins reach the server, with an Authorization header that they set
 * themselves: `cors/credentials`, which is for cookies, isn't needed. What an administrator has
 * set stays: lists only grow, and a standing `*` is left as it is. On a cluster this is the node
 * that answers: each node needs it.
 */
export async function provisionCrossOrigin(
  { couch, apply }: Provisioning,
  allowedOrigins: readonly string[],
): Promise<void> {
  if (allowedOrigins.length === 0) return;
  const read = async (path: string): Promise<string> => {
    const { status, body } = await couch.ask('GET', `_node/_local/_config/${path}`);
    return status === 200 && typeof body === 'string' ? body : '';
  };
  const grow = async (path: string, needed: readonly string[], title: string) => {
    const missing = missingFrom(await read(path), needed);
    if (missing.length === 0) return;
    await apply(`${title}: ${missing.join(', ')}`, async () => {
      // Another run at the same moment may write the list that it read before ours: look again.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const standing = await read(path);
        const still = missingFrom(standing, needed);
        if (still.length === 0) return;
        const value = [...list(standing), ...still].join(', ');
        await couch.change('PUT', `_node/_local/_config/${path}`, value);
      }
    });
  };

  await grow('cors/origins', allowedOrigins, 'allowed pages of these origins');
  await grow('cors/headers', neededHeaders, 'allowed these headers from pages');
  await grow('cors/methods', neededMethods, 'allowed these methods from pages');
  await grow('cors/exposed_headers', neededExposed, 'showed these headers to pages');
  if ((await read('chttpd/enable_cors')) === 'true') return;
  await apply('switched on access from pages (CORS)', () =>
    couch.change('PUT', '_node/_local/_config/chttpd/enable_cors', 'true'),
  );
}

function missingFrom(text: string, needed: readonly string[]): string[] {
  const standing = list(text).map((value) => value.toLowerCase());
  if (standing.includes('*')) return [];
  return needed.filter((value) => !standing.includes(value.toLowerCase()));
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
