/** Why the central server can't be used: a code, and a sentence that says what to do. */
export class CentralFault extends Error {
  constructor(
    readonly code:
      'badAddress' | 'unreachable' | 'notCouchDb' | 'tooOld' | 'wrongCredentials' | 'refused',
    message: string,
  ) {
    super(message);
    this.name = 'CentralFault';
  }
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface CouchAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Requests to one CouchDB with one account. */
export interface Couch {
  /** Answers whatever status came; throws `CentralFault` when no JSON came. */
  ask(method: string, path: string, body?: unknown): Promise<CouchAnswer>;
  /** Throws `CentralFault` unless the status is 2xx. */
  change(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The server's time in its last answer, ms since 1970; undefined where it said none. */
  serverMs(): number | undefined;
}

/** The origin and the credentials that stand in an address. Throws `CentralFault`. */
export function parseCentralUrl(text: string): { url: string; credentials?: Credentials } {
  let parsed: URL;
  try {
    parsed = new URL(text);
  } catch {
    throw badAddress();
  }
  if (!/^https?:$/.test(parsed.protocol) || parsed.pathname !== '/' || parsed.search !== '') {
    throw badAddress();
  }
  const url = parsed.origin;
  if (parsed.username === '') return { url };
  const username = decodeURIComponent(parsed.username);
  return { url, credentials: { username, password: decodeURIComponent(parsed.password) } };
}

function badAddress(): CentralFault {
  return new CentralFault(
    'badAddress',
    'The address of the central server must look like https://couchdb.hospital.example:6984, without a path.',
  );
}

/** @param ended gives up what is asked at its abort, as an unreachable server */
export function openCouch(
  url: string,
  { username, password }: Credentials,
  ended?: AbortSignal,
): Couch {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  let serverMs: number | undefined;
  const ask = async (method: string, path: string, body?: unknown): Promise<CouchAnswer> => {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}/${path}`, {
        method,
        redirect: 'manual',
        headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([AbortSignal.timeout(120_000), ...(ended ? [ended] : [])]),
      });
      text = await response.text();
      const said = Date.parse(response.headers.get('date') ?? '');
      serverMs = Number.isFinite(said) ? said : undefined;
    } catch {
      throw new CentralFault(
        'unreachable',
        `No server answers at ${url}. Check the address, the network, and that CouchDB is running.`,
      );
    }
    try {
      return { status: response.status, body: JSON.parse(text) as unknown };
    } catch {
      throw notCouchDb(url);
    }
  };
  return {
    ask,
    serverMs: () => serverMs,
    async change(method, path, body) {
      const answer = await ask(method, path, body);
      if (answer.status >= 200 && answer.status < 300) return answer.body;
      if (answer.status === 401 || answer.status === 403) throw wrongCredentials(url, username);
      const { error, reason } = (answer.body ?? {}) as { error?: string; reason?: string };
      throw new CentralFault(
        'refused',
        `The central server refused ${method} ${path}: ${error ?? answer.status}, ${reason ?? 'without a reason'}.`,
      );
    },
  };
}

/** The server's version, once it is known to be a CouchDB of at least 3.3. Throws `CentralFault`. */
export async function requireCouchDb(url: string, couch: Couch): Promise<string> {
  const { body } = await couch.ask('GET', '');
  const { couchdb, version } = (body ?? {}) as { couchdb?: unknown; version?: unknown };
  if (couchdb !== 'Welcome' || typeof version !== 'string') {
    // CouchDB answers wrong credentials with 401 before it says who it is.
    const { error } = (body ?? {}) as { error?: unknown };
    if (error === 'unauthorized') throw wrongCredentials(url);
    throw notCouchDb(url);
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 3 || (major === 3 && minor < 3)) {
    throw new CentralFault(
      'tooOld',
      `The server at ${url} is CouchDB ${version}. Bedside needs CouchDB 3.3 or later: upgrade it first.`,
    );
  }
  return version;
}

/** Throws `CentralFault` unless these credentials are a server administrator's. */
export async function requireAdministrator(
  url: string,
  couch: Couch,
  username: string,
): Promise<void> {
  const { status, body } = await couch.ask('GET', '_session');
  const session = (body as { userCtx?: { roles?: string[] } } | null)?.userCtx;
  if (status !== 200 || !session?.roles?.includes('_admin')) throw wrongCredentials(url, username);
}

function wrongCredentials(url: string, username?: string): CentralFault {
  return new CentralFault(
    'wrongCredentials',
    `The server at ${url} doesn't accept ${username === undefined ? 'these credentials' : `"${username}" with this password`} as its administrator. Check the name and the password.`,
  );
}

function notCouchDb(url: string): CentralFault {
  return new CentralFault(
    'notCouchDb',
    `What answers at ${url} is no CouchDB. Check the address and the port; a proxy or a sign-in page of the network may stand in between.`,
  );
}
