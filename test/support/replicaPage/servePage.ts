import * as fs from 'node:fs/promises';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The product's policy where it concerns these pages: own files alone, one Trusted Types policy. */
const contentSecurityPolicy = (connectTo: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "worker-src 'self'",
    `connect-src 'self' ${connectTo}`,
    "require-trusted-types-for 'script'",
    'trusted-types bedside',
  ].join('; ');

export interface ServedPage {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the files of a folder on 127.0.0.1. The port stays for the life of the server, and with it
 * the origin that a profile's IndexedDB belongs to.
 * @param connectTo origin of the central server, where the page syncs
 * @param onPort a profile's own port; a free one by default. Rejects where it is taken.
 */
export async function servePage(folder: string, connectTo = '', onPort = 0): Promise<ServedPage> {
  const server = http.createServer((request, response) => {
    void answer(folder, request.url ?? '/', contentSecurityPolicy(connectTo), response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(onPort, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  folder: string,
  url: string,
  policy: string,
  response: http.ServerResponse,
): Promise<void> {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
  const type = types[path.extname(file)];
  try {
    if (!file.startsWith(folder + path.sep) || !type) throw new Error('not a file of the page');
    const bytes = await fs.readFile(file);
    response.writeHead(200, {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': policy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
