import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { give } from './exchange.ts';
import type { Answer, Exchange } from './exchange.ts';

/**
 * Something that befalls one request. `taken` says whether the server has had it before: a fault on
 * the way back is met after the server has done what was asked.
 */
export interface Fault {
  /** Where the sender still gets the server's own answer, and may believe it. */
  readonly honest?: true;
  /** Always met after the server has had the request: there is no answer to spoil otherwise. */
  readonly onTheWayBack?: true;
  /** Met while a request's body is under way; a request without one doesn't meet it. */
  readonly inUpload?: true;
  play(exchange: Exchange, taken: boolean): Promise<void>;
}

const json = 'application/json';
const page = 'text/html; charset=utf-8';

/** A fault that is one finished answer in the place of the server's. */
function answering(
  status: number,
  type: string,
  text: string,
  headers: () => Readonly<Record<string, string>> = () => ({}),
): Fault {
  return {
    async play({ response, ask }, taken) {
      if (taken) await ask();
      give(response, {
        status,
        headers: { 'content-type': type, ...headers() },
        body: Buffer.from(text),
      });
    },
  };
}

/** A fault that spoils the server's own answer, or one like it. */
function spoiling(
  spoil: (response: ServerResponse, answer: Answer, gone: AbortSignal) => void | Promise<void>,
): Fault {
  return {
    onTheWayBack: true,
    async play({ response, ask, gone }) {
      await spoil(response, await ask(), gone);
    },
  };
}

const error = (name: string, reason: string) => JSON.stringify({ error: name, reason });
const html = (text: string) => `<!doctype html><html><body><h1>${text}</h1></body></html>`;
const login = () => ({ location: '/login-page-of-the-wifi' });
const half = (body: Buffer) => body.subarray(0, Math.max(1, Math.floor(body.length / 2)));

/** Writes the head of the whole answer and half of its body. */
function beginAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.write(half(body));
}

/** Every fault that HTTP can carry. Each is played on one request. */
export const faults = {
  reset: {
    async play({ response, ask }, taken) {
      if (taken) await ask();
      response.socket?.resetAndDestroy();
    },
  },
  resetInUpload: {
    inUpload: true,
    async play({ response, askHalf }) {
      await askHalf();
      response.socket?.resetAndDestroy();
    },
  },
  resetInBody: spoiling(async (response, answer) => {
    beginAnswer(response, answer);
    await delay(20);
    response.socket?.resetAndDestroy();
  }),
  halfJson: spoiling((response, answer) => give(response, { ...answer, body: half(answer.body) })),
  empty200: answering(200, json, ''),
  emptyArray201: answering(201, json, '[]'),
  emptyObject200: answering(200, json, '{}'),
  captivePortal: answering(200, page, html('Đăng nhập Wi-Fi bệnh viện')),
  movedToLogin: answering(301, page, html('Moved'), login),
  foundLogin: answering(302, page, html('Found'), login),
  badRequest: answering(400, json, error('bad_request', 'invalid_json')),
  unauthorized: answering(401, json, error('unauthorized', 'Name or password is incorrect.')),
  forbidden: answering(403, json, error('forbidden', 'You are not allowed to access this db.')),
  forbiddenPage: answering(403, page, html('Blocked by the firewall')),
  databaseMissing: answering(404, json, error('not_found', 'Database does not exist.')),
  conflict: answering(409, json, error('conflict', 'Document update conflict.')),
  preconditionFailed: answering(412, json, error('file_exists', 'The database exists already.')),
  tooLarge: answering(413, page, html('Request Entity Too Large')),
  busySeconds: answering(429, json, error('too_many_requests', 'Slow down.'), () => ({
    'retry-after': '1',
  })),
  busyDate: answering(429, json, error('too_many_requests', 'Slow down.'), () => ({
    date: new Date().toUTCString(),
    'retry-after': new Date(Date.now() + 1000).toUTCString(),
  })),
  serverError: answering(500, json, error('internal_server_error', 'badmatch')),
  badGateway: answering(502, page, html('Bad Gateway')),
  unavailable: answering(503, page, html('Service Unavailable')),
  stall: {
    async play({ ask, gone }, taken) {
      if (taken) await ask();
      await until(gone);
    },
  },
  stallInBody: spoiling(async (response, answer, gone) => {
    beginAnswer(response, answer);
    await until(gone);
  }),
  oneByteASecond: spoiling(async (response, { status, headers, body }, gone) => {
    response.writeHead(status, headers);
    for (let at = 0; at < body.length && !gone.aborted; at += 1) {
      response.write(body.subarray(at, at + 1));
      await delay(1000, undefined, { signal: gone }).catch(() => undefined);
    }
  }),
  endlessBody: spoiling(async (response, { status, headers }, gone) => {
    response.writeHead(status, headers);
    const spaces = Buffer.alloc(256 * 1024, ' ');
    const over = until(gone);
    while (!gone.aborted) {
      if (response.write(spaces)) continue;
      await Promise.race([over, new Promise((resolve) => response.once('drain', resolve))]);
    }
  }),
  duplicatedResponse: {
    onTheWayBack: true,
    honest: true,
    async play({ response, ask }) {
      const answer = await ask();
      const { socket } = response;
      give(response, answer);
      const head = Object.entries({ ...answer.headers, 'content-length': answer.body.length })
        .map(([name, value]) => `${name}: ${String(value)}\r\n`)
        .join('');
      response.once('finish', () => {
        if (socket?.writable !== true) return;
        socket.write(`HTTP/1.1 ${String(answer.status)} Again\r\n${head}\r\n`);
        socket.write(answer.body);
      });
    },
  },
  duplicatedRequest: {
    onTheWayBack: true,
    honest: true,
    async play({ response, ask }) {
      await ask();
      give(response, await ask());
    },
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

function until(gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) resolve();
    else gone.addEventListener('abort', () => resolve(), { once: true });
  });
}
