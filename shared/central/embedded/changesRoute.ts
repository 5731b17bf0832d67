import type { Request, Response, Router } from 'express';
import { databaseOf } from './access.ts';
import { badRequest, handler } from './answer.ts';
import type { Databases, ServerDatabase } from './databases.ts';

interface ChangesRequest {
  readonly since: number;
  readonly limit: number | undefined;
  readonly options: { style: 'all_docs' | 'main_only'; include_docs: boolean; descending: boolean };
  readonly feed: 'normal' | 'longpoll' | 'continuous';
  readonly timeoutMs: number;
  readonly heartbeatMs: number | undefined;
}

const defaultTimeoutMs = 60_000;

/**
 * `_changes` as CouchDB has it, without filters: express-pouchdb's ends the process on
 * `filter=_selector`, and its long-poll heeds no time-out.
 */
export function addChangesRoute(router: Router, databases: Databases): void {
  router.all(
    '/:db/_changes',
    handler(async (request, response) => {
      const database = databaseOf(request, databases);
      if (request.method !== 'GET' && request.method !== 'POST') throw badRequest('GET or POST');
      const asked = await changesRequest(request, database);
      if (asked.feed === 'normal') {
        beginAnswer(response);
        response.end(answerOf(await readChanges(database, asked)));
      } else if (asked.feed === 'longpoll') await longPoll(database, asked, response);
      else await continuous(database, asked, response);
    }),
  );
}

async function changesRequest(
  request: Request,
  { pouch }: ServerDatabase,
): Promise<ChangesRequest> {
  const text = (name: string): string | undefined => {
    const value =
      request.query[name] ?? (request.body as Record<string, unknown> | undefined)?.[name];
    return value === undefined ? undefined : String(value);
  };
  if (text('filter') !== undefined || text('doc_ids') !== undefined || text('view') !== undefined) {
    throw badRequest('the embedded server filters no changes');
  }
  const whole = (name: string): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,15}$/.test(value)) throw badRequest(`${name} must be a whole number`);
    return Number(value);
  };
  const feed = text('feed') ?? 'normal';
  if (feed !== 'normal' && feed !== 'longpoll' && feed !== 'continuous') {
    throw badRequest('feed must be normal, longpoll or continuous');
  }
  const since =
    text('since') === 'now' ? Number((await pouch.info()).update_seq) : (whole('since') ?? 0);
  return {
    since,
    limit: whole('limit'),
    options: {
      style: text('style') === 'all_docs' ? 'all_docs' : 'main_only',
      include_docs: text('include_docs') === 'true',
      descending: text('descending') === 'true',
    },
    feed,
    timeoutMs: Math.min(whole('timeout') ?? defaultTimeoutMs, defaultTimeoutMs),
    heartbeatMs:
      text('heartbeat') === 'true'
        ? defaultTimeoutMs
        : text('heartbeat') === 'false'
          ? undefined
          : whole('heartbeat'),
  };
}

interface Changes {
  readonly results: readonly PouchDB.Change[];
  readonly last_seq: number;
  /** At most so many follow: sequences of older states of a document count too. */
  readonly pending: number;
}

async function readChanges(
  { pouch }: ServerDatabase,
  { since, limit, options }: ChangesRequest,
): Promise<Changes> {
  const latest = Number((await pouch.info()).update_seq);
  if (limit === 0) return { results: [], last_seq: since, pending: Math.max(0, latest - since) };
  const { results, last_seq: last } = await pouch.changes({
    ...options,
    since,
    ...(limit === undefined ? {} : { limit }),
  });
  const lastSeq = Number(last);
  return { results, last_seq: lastSeq, pending: Math.max(0, latest - lastSeq) };
}

function answerOf({ results, last_seq: lastSeq, pending }: Changes): string {
  const rows = results.map((change) => JSON.stringify(change)).join(',\n');
  return `{"results":[\n${rows}\n],\n"last_seq":${lastSeq},"pending":${pending}}\n`;
}

function beginAnswer(response: Response): void {
  response.status(200).type('application/json').set('Cache-Control', 'must-revalidate');
}

/** Answers at once where there are changes; else at the next write, or empty when time is up. */
async function longPoll(
  database: ServerDatabase,
  asked: ChangesRequest,
  response: Response,
): Promise<void> {
  const waiting = openWait(database, asked, response);
  try {
    let changes = await readChanges(database, asked);
    beginAnswer(response);
    response.flushHeaders();
    while (changes.results.length === 0 && (await waiting.next())) {
      changes = await readChanges(database, asked);
    }
    response.end(answerOf(changes));
  } finally {
    waiting.close();
  }
}

/** One change a line, until time is up or the client goes. */
async function continuous(
  database: ServerDatabase,
  asked: ChangesRequest,
  response: Response,
): Promise<void> {
  const waiting = openWait(database, asked, response);
  let { since, limit } = asked;
  try {
    beginAnswer(response);
    response.flushHeaders();
    do {
      const changes = await readChanges(database, { ...asked, since, limit });
      for (const change of changes.results) response.write(`${JSON.stringify(change)}\n`);
      since = changes.last_seq;
      if (limit !== undefined) limit -= changes.results.length;
    } while (limit !== 0 && (await waiting.next()));
    response.end(`{"last_seq":${since},"pending":0}\n`);
  } finally {
    waiting.close();
  }
}

/**
 * Waits for writes. `next` is true after a write (one that came before it was called counts too),
 * false when time is up or the client has gone. A heartbeat takes the place of the time-out.
 */
function openWait(
  database: ServerDatabase,
  { timeoutMs, heartbeatMs }: ChangesRequest,
  response: Response,
) {
  let written = false;
  let ended = false;
  let wake = () => {};
  const stopListening = database.onChange(() => {
    written = true;
    wake();
  });
  const end = () => {
    ended = true;
    wake();
  };
  response.on('close', end);
  const timer =
    heartbeatMs === undefined
      ? setTimeout(end, timeoutMs)
      : setInterval(() => response.headersSent && response.write('\n'), Math.max(heartbeatMs, 100));
  return {
    async next(): Promise<boolean> {
      if (!written && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const more = written && !ended;
      written = false;
      return more;
    },
    close() {
      stopListening();
      clearTimeout(timer);
      clearInterval(timer);
      response.off('close', end);
    },
  };
}
