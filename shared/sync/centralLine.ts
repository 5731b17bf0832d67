import { toBase64 } from '../json/base64.ts';
import { CentralFailure } from './centralFailure.ts';
import { exchange } from './exchange.ts';
import type { Answer, Patience } from './exchange.ts';
import { uploadPace } from './uploadPace.ts';

/** One workstation's account on one database of a central server. */
export interface CentralAccess {
  readonly url: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly fetch: typeof fetch;
  /**
   * How many requests to an origin ended because whoever answered led them to another address, where
   * the pages' policy stops them; left out where there is no such policy.
   */
  readonly ledAway?: (origin: string) => number;
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

/** How long whoever answers in the server's place has to show itself. */
const lookMs = 5000;
/** The policy may tell that it stopped a request a moment after that failed. */
const policyTellsMs = 50;

/**
 * Whether something answers at this origin that isn't a central server. A browser hides from a page
 * an answer without CORS headers (a captive portal, a gateway's own page): it looks like a dead line.
 * A server that knows its pages answers an ordinary request readably, so it is no stranger. A portal
 * that leads to another address is known by what the pages' policy stopped. A certificate that the
 * browser doesn't take can't be told from a dead line.
 */
async function isAnsweredByAnother(
  { fetch: ask, ledAway = () => 0 }: Pick<CentralAccess, 'fetch' | 'ledAway'>,
  origin: string,
  given: AbortSignal,
): Promise<boolean> {
  const look = (mode: 'cors' | 'no-cors') =>
    ask(`${origin}/`, {
      mode,
      credentials: 'omit',
      ...({ cache: 'no-store' } as object),
      signal: AbortSignal.any([given, AbortSignal.timeout(lookMs)]),
    }).then(
      () => true,
      () => false,
    );
  const before = ledAway(origin);
  if (await look('cors')) return false;
  if (await look('no-cors')) return !given.aborted;
  await new Promise((resolve) => setTimeout(resolve, policyTellsMs));
  return ledAway(origin) > before && !given.aborted;
}

export function centralLine(options: CentralAccess): CentralLine {
  const origin = options.url.replace(/\/+$/, '');
  const account = new TextEncoder().encode(`${options.username}:${options.password}`);
  const authorization = `Basic ${toBase64(account)}`;
  let underWay = new AbortController();
  let looking: Promise<boolean> | undefined;
  const pace = uploadPace();

  /** Requests that fail together ask this once. */
  function isAnother(signal: AbortSignal): Promise<boolean> {
    looking ??= isAnsweredByAnother(options, origin, signal).finally(() => (looking = undefined));
    return looking;
  }

  return {
    origin,
    database: `${origin}/${encodeURIComponent(options.database)}`,

    async send({ url, method, body }, patience, arrived) {
      // About: of Vietnamese text a third more, which is nothing beside what is allowed for.
      const bytes = body?.length ?? 0;
      const sentMs = performance.now();
      const answer = exchange(
        async (signal) => {
          const asked = options.fetch(url, {
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
          const head = await asked.catch(async (error: unknown) => {
            const another = !signal.aborted && (await isAnother(underWay.signal));
            throw another ? new CentralFailure('notACentralServer') : error;
          });
          // Whoever refuses it needn't have read it.
          if (head.ok) pace.carried(bytes, performance.now() - sentMs);
          arrived?.(head);
          return head;
        },
        patience,
        pace.allowedMs(bytes),
        underWay.signal,
      );
      return answer.catch((error: unknown) => {
        pace.gaveUp();
        throw error;
      });
    },

    abandon() {
      underWay.abort();
      underWay = new AbortController();
    },
  };
}
