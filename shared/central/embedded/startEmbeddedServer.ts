import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ErrorRequestHandler, Express } from 'express';
import expressPouchDb from 'express-pouchdb';
import { authentication, databaseOf } from './access.ts';
import { openAccounts } from './accounts.ts';
import type { Accounts, Administrator } from './accounts.ts';
import { addAllDocsRoutes } from './allDocsRoutes.ts';
import { HttpRefusal, notFound, refusalFor, sendJson } from './answer.ts';
import { addBulkRoutes } from './bulkRoutes.ts';
import { addChangesRoute } from './changesRoute.ts';
import { crossOrigin } from './crossOrigin.ts';
import { openDatabases } from './databases.ts';
import type { Databases } from './databases.ts';
import { addDocumentRoutes } from './documentRoutes.ts';
import { addLocalRoutes } from './localRoutes.ts';
import { addServerRoutes } from './serverRoutes.ts';
import { addViewRoutes } from './viewRoutes.ts';
import { openServerState } from './serverState.ts';
import type { ServerStateFile } from './serverState.ts';

export interface EmbeddedServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: '127.0.0.1';
  /** Folder of the data; without one all is in memory and gone with the process. */
  readonly directory?: string;
  /** Without an administrator nothing would be enforced: there always is one. */
  readonly admin: Administrator;
  /** Gets a line when a request fails in the server itself; never a body, never a query. */
  readonly log?: (line: string) => void;
}

export interface EmbeddedServer {
  /** Origin without credentials. */
  readonly url: string;
  /** The same with the administrator's credentials in it. */
  readonly adminUrl: string;
  /** Ends all requests and closes the databases. */
  stop(): Promise<void>;
}

export class PortTaken extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is in use. Stop what uses it, or choose another with --port.`);
    this.name = 'PortTaken';
  }
}

/** As CouchDB's largest document, and room for a batch of them. */
const bodyLimit = '64mb';

/**
 * Starts the embedded central server: for demonstrations and tests, on 127.0.0.1. It speaks the
 * part of CouchDB's HTTP interface that Bedside uses. Rejects with `PortTaken`.
 */
export async function startEmbeddedServer({
  port,
  host = '127.0.0.1',
  directory,
  admin,
  log = () => {},
}: EmbeddedServerOptions): Promise<EmbeddedServer> {
  if (admin.username === '' || admin.password === '') {
    throw new Error('The embedded server needs an administrator with a name and a password.');
  }
  const state = await openServerState(directory);
  const databases = await openDatabases(state, directory);
  await databases.create('_users');
  const accounts = openAccounts(admin, () => databases.find('_users')?.pouch);
  const server = createServer(application(state, databases, accounts, log));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    await databases.close();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortTaken(port);
    throw error;
  }
  const address = `${host}:${(server.address() as AddressInfo).port}`;
  const { username, password } = admin;
  return {
    url: `http://${address}`,
    adminUrl: `http://${encodeURIComponent(username)}:${encodeURIComponent(password)}@${address}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await databases.close();
    },
  };
}

function application(
  file: ServerStateFile,
  databases: Databases,
  accounts: Accounts,
  log: (line: string) => void,
): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.use(crossOrigin(file.state));
  app.use(authentication(accounts));
  app.use((request, _response, next) => {
    if (/^multipart\//i.test(request.get('content-type') ?? '')) {
      next(new HttpRefusal(415, 'bad_content_type', 'multipart is not supported: send JSON'));
    } else next();
  });
  app.use(express.json({ limit: bodyLimit, strict: false, type: () => true }));
  addServerRoutes(app, file, databases);
  addChangesRoute(app, databases);
  addBulkRoutes(app, databases);
  addAllDocsRoutes(app, databases);
  addViewRoutes(app, databases);
  addLocalRoutes(app, databases);
  addDocumentRoutes(app, databases, accounts);
  addPouchDbRoutes(app, databases);
  app.use((_request, _response, next) => next(notFound()));
  const refuse: ErrorRequestHandler = (error, request, response, _next) => {
    const refusal = refusalFor(error);
    if (refusal.status >= 500) log(`${request.method} failed: ${(error as Error).name}`);
    if (response.headersSent) response.destroy();
    else sendJson(response, refusal.status, { error: refusal.error, reason: refusal.reason });
  };
  app.use(refuse);
  return app;
}

/** What express-pouchdb does well: reading documents, differences, compaction. */
function addPouchDbRoutes(app: Express, databases: Databases): void {
  const catalogue = Object.assign(databases.constructor, {
    allDbs(callback?: (error: null, names: string[]) => void): Promise<string[]> {
      callback?.(null, databases.names());
      return Promise.resolve(databases.names());
    },
  });
  const pouchApp = expressPouchDb(catalogue, {
    mode: 'minimumForPouchDB',
    overrideMode: { exclude: ['compression'] },
  });
  const allowed = [
    ['get', '/:db'],
    ['get', '/:db/:id'],
    ['get', '/:db/_design/:id'],
    ['post', '/:db/_revs_diff'],
    ['post', '/:db/_compact'],
  ] as const;
  for (const [method, path] of allowed) {
    app[method](path, (request, response, next) => {
      databaseOf(request, databases);
      pouchApp(request, response, next);
    });
  }
}
