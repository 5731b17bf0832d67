import { toBase64 } from '../json/base64.ts';
import { exchange } from './exchange.ts';
import type { Answer, Patience } from './exchange.ts';

/** One workstation's account on one database of a central server. */
export interface CentralAccess {
  readonly url: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly fetch: typeof fetch;
}

/** The requests of one workstation's account to one database of a central server. */
export interface CentralLine {
  readonly origin: string;
  readonly database: string;
  /**
   * One request and the whole of its answer, whatever its status. Throws `CentralFailure`.
   * @param arrived told the head of the answer as soon as it is there
   */
  send(
    request: {
      readonly url: string;
      readonly method: 'GET' | 'POST' | 'PUT';
      readonly body?: string | undefined;
    },
    patience: Patience,
    arrived?: (head: Response) => void,
  ): Promise<Answer>;
  /** Gives up every request under way; each throws `abandoned`. */
  abandon(): void;
}

export function centralLine(options: CentralAccess): CentralLine {
  const origin = options.url.replace(/\/+$/, '');
  const account = new TextEncoder().encode(`${options.username}:${options.password}`);
  const authorization = `Basic ${toBase64(account)}`;
  let underWay = new AbortController();
  return {
    origin,
    database: `${origin}/${encodeURIComponent(options.database)}`,

    send: ({ url, method, body }, patience, arrived) =>
      exchange(
        async (signal) => {
          const head = await options.fetch(url, {
            method,
            headers: {
              authorization,
              accept: 'application/json',
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { body }),
            credentials: 'omit',
            // A login page is told from a dead line; browsers hide all but the fact of it.
            redirect: 'manual',
            // Node's own types of fetch don't know it; browsers must never answer from a cache.
            ...({ cache: 'no-store' } as object),
            signal,
          });
          arrived?.(head);
          return head;
        },
        patience,
        body?.length ?? 0,
        underWay.signal,
      ),

    abandon() {
      underWay.abort();
      underWay = new AbortController();
    },
  };
}
