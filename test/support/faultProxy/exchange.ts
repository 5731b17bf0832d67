import * as http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One request that stands between its sender and the server. */
export interface Exchange {
  readonly response: ServerResponse;
  /** The server's answer; each call asks the server once more. */
  ask(): Promise<Answer>;
  /** In the place of `ask`: the server gets half of the request, and then its line is cut. */
  askHalf(): Promise<void>;
  /** Ends when the sender has gone. */
  readonly gone: AbortSignal;
}

/** Asks the real server, and reads its answer to the end. */
export async function askServer(
  server: URL,
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
  gone: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = http.request(
      {
        host: server.hostname,
        port: server.port,
        method: request.method,
        path: request.url,
        // Never packed: what is spoilt here is text.
        headers: {
          ...request.headers,
          host: server.host,
          connection: 'close',
          'accept-encoding': 'identity',
        },
        agent: false,
        signal: gone,
      },
      (answer) => {
        readAll(answer).then(
          (read) =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: endToEndHeaders(answer.headers),
              body: read,
            }),
          reject,
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/**
 * Hands on the head of a request and half of its body, as it comes from the sender, and cuts the line
 * to the server: that one waits for the rest, and the sender is still sending.
 */
export async function sendHalf(server: URL, request: IncomingMessage): Promise<void> {
  const half = Math.floor(Number(request.headers['content-length']) / 2);
  const asked = http.request({
    host: server.hostname,
    port: server.port,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, host: server.host },
    agent: false,
  });
  // It ends in one, always.
  asked.on('error', () => undefined);
  let sent = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    const piece = (part as Buffer).subarray(0, half - sent);
    sent += piece.length;
    await new Promise<void>((resolve) => asked.write(piece, () => resolve()));
    if (sent >= half) break;
  }
  await delay(20);
  asked.destroy();
}

export async function readAll(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Gives an answer whole and as it is. */
export function give(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(body);
}

function endToEndHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (hopByHop.has(name) || value === undefined) continue;
    kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);
