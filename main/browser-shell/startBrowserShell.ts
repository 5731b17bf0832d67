import * as fs from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { BridgeOutcome } from '../../shared/bridge/bridgeOver.ts';
import { isFileError } from '../disk/writeDurably.ts';
import { portTaken } from '../profile/portTaken.ts';
import { readRendererFile } from '../shell/rendererFiles.ts';
import { responseHeaders } from '../shell/responseHeaders.ts';
import type { OpenWorkstation } from '../workstation/openWorkstation.ts';
import { launchSession } from './launchSession.ts';
import type { LaunchSession } from './launchSession.ts';
import { readBody } from './readBody.ts';
import { admit } from './requestGuard.ts';

const bodyLimitBytes = 64 * 1024;

export interface BrowserShell {
  /** The workstation's origin; its replica belongs to it. */
  readonly origin: string;
  /** A new address to open the workstation with, good once. */
  launchUrl(): string;
  close(): Promise<void>;
}

export interface BrowserShellOptions {
  readonly workstation: OpenWorkstation;
  /** The built pages (`out/renderer`). */
  readonly rendererFolder: string;
  /** The built script that puts `window.bedside` in place (`out/browser-shell/bridge.js`). */
  readonly bridgeScript: string;
}

/**
 * Serves the pages and the bridge on 127.0.0.1 at the profile's port. Rejects with `ProfileError`
 * `portTaken`, whose sentence says what holds the port and what to do.
 */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { profile } = options.workstation;
  const session = launchSession(profile.port);
  const serve = requestListener(options, session);
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, serve);
  await listen(server, profile.port);
  const origin = `http://127.0.0.1:${profile.port}`;
  return {
    origin,
    launchUrl: () => `${origin}/launch/${session.newToken()}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function requestListener(options: BrowserShellOptions, session: LaunchSession) {
  const { workstation } = options;
  const headersFor = (pathname: string, response: ServerResponse) => {
    const headers = responseHeaders(workstation.centralOrigin, pathname);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const admission = admit(request, workstation.profile.port);
    if (admission.kind === 'refused') {
      if (admission.status === 405) response.setHeader('Allow', 'GET, HEAD, POST');
      return say(response, admission.status, admission.sentence);
    }
    const { method, path } = admission;
    headersFor(path, response);

    const token = /^\/launch\/([0-9a-f]{64})$/.exec(path)?.[1];
    if (token !== undefined) {
      if (method !== 'GET') return say(response, 405, 'This method is not served.');
      if (!session.redeem(token)) return say(response, 403, openAgain);
      response.writeHead(303, { 'Set-Cookie': session.setCookie, Location: '/' }).end();
      return;
    }
    if (!session.isKnown(request.headers.cookie)) return say(response, 403, openAgain);

    const bridgeFunction = /^\/bridge\/([A-Za-z]{1,40})$/.exec(path)?.[1];
    if (bridgeFunction !== undefined) {
      if (method !== 'POST') return say(response, 405, 'The bridge is called by POST.');
      return callBridge(request, response, bridgeFunction);
    }
    if (method === 'POST') return say(response, 405, 'Only the bridge is called by POST.');
    if (path === '/bridge.js') {
      const script = new TextEncoder().encode(options.bridgeScript);
      return send(response, 200, 'text/javascript; charset=utf-8', script, 'no-store');
    }
    const file = await readRendererFile(options.rendererFolder, path);
    if (!file) return say(response, 404, 'There is no such page.');
    const bytes = file.contentType.startsWith('text/html') ? withBridge(file.bytes) : file.bytes;
    const caching = file.immutable ? 'private, max-age=31536000, immutable' : 'no-store';
    send(response, 200, file.contentType, bytes, caching);
  }

  async function callBridge(request: IncomingMessage, response: ServerResponse, name: string) {
    const body = await readBody(request, bodyLimitBytes);
    if (body.kind === 'refused') {
      // What wasn't read would be taken for the next request.
      response.setHeader('Connection', 'close');
      return say(response, body.status, body.sentence);
    }
    const outcome = await workstation.bridge(name, body.value);
    const bytes = new TextEncoder().encode(JSON.stringify(outcome));
    send(response, statusOf(outcome), 'application/json; charset=utf-8', bytes, 'no-store');
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    headersFor('/', response);
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else say(response, 500, 'The workstation could not answer. Nothing was changed.');
    });
  };
}

const openAgain =
  'This window has no right to the workstation: its address was used before, or the program was started again. Open the workstation anew from the program, or with the new address that it prints.';

function statusOf(outcome: BridgeOutcome): number {
  if (outcome.kind === 'answer') return 200;
  return { badRequest: 400, unknownFunction: 404, notAllowed: 403, failed: 500 }[
    outcome.failure.code
  ];
}

/** index.html with the bridge's script before every other. */
function withBridge(html: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(html);
  if (!/<head[^>]*>/i.test(text)) throw new Error('index.html has no head for the bridge');
  return new TextEncoder().encode(
    text.replace(/<head[^>]*>/i, (head) => `${head}<script src="/bridge.js"></script>`),
  );
}

function say(response: ServerResponse, status: number, sentence: string): void {
  const bytes = new TextEncoder().encode(`${sentence}\n`);
  send(response, status, 'text/plain; charset=utf-8', bytes, 'no-store');
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  bytes: Uint8Array,
  caching: string,
): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': bytes.length,
    'Cache-Control': caching,
  });
  // Node leaves the body out of an answer to HEAD.
  response.end(bytes);
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve);
    });
  } catch (error) {
    if (isFileError(error, 'EADDRINUSE')) throw await portTaken(port, 'the pages');
    throw error;
  }
}

/** The built bridge script of an `out` folder. Rejects when it hasn't been built. */
export function readBridgeScript(outFolder: string): Promise<string> {
  return fs.readFile(`${outFolder}/browser-shell/bridge.js`, 'utf8');
}
