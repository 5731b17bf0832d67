import { randomBytes } from 'node:crypto';
import { auditRole } from '../../shared/central/auditDatabase.ts';
import { openCouch, parseCentralUrl } from '../../shared/central/couchHttp.ts';
import type { Couch, Credentials } from '../../shared/central/couchHttp.ts';
import { startEmbeddedServer } from '../../shared/central/embedded/startEmbeddedServer.ts';
import { besideDatabases } from '../../shared/central/peopleDatabase.ts';
import { provision, recordsDatabaseName, workstationRole } from '../../shared/central/provision.ts';
import type { ProvisionRequest } from '../../shared/central/provision.ts';
import { demonstrationFacility } from '../../shared/synthetic/facility.ts';

/**
 * A provisioned central server for one test: the embedded one, or, when `CENTRAL_URL` is set
 * (`http://admin:secret@host:port`), databases and accounts of its own on that CouchDB.
 */
export interface TestCentral {
  readonly kind: 'embedded' | 'couchdb';
  /** Origin without credentials. */
  readonly url: string;
  readonly adminUrl: string;
  readonly admin: Credentials;
  /** Requests as the server's administrator. */
  readonly couch: Couch;
  readonly database: string;
  /** A workstation's account. */
  readonly account: Credentials;
  /** One more account, made now; a workstation's unless told. */
  addAccount(name: string, roles?: readonly string[]): Promise<Credentials>;
  /** Provisions again: other origins, a seed. */
  provision(more: Partial<ProvisionRequest>): Promise<string[]>;
  /** Removes what was made, and stops the server if it is ours. */
  remove(): Promise<void>;
}

export type CentralKind = TestCentral['kind'];

export interface TestCentralOptions {
  /** By default a real CouchDB where `CENTRAL_URL` names one. */
  readonly kind?: CentralKind;
  readonly allowedOrigins?: readonly string[];
  readonly seed?: NonNullable<ProvisionRequest['seed']>;
  /** Only prepare the server: the test provisions it itself. */
  readonly bare?: boolean;
}

/** The servers that a contract has to hold on: the embedded one always, a real CouchDB where there is one. */
export function centralKinds(): CentralKind[] {
  return process.env['CENTRAL_URL'] ? ['embedded', 'couchdb'] : ['embedded'];
}

export async function openTestCentral({
  kind = process.env['CENTRAL_URL'] ? 'couchdb' : 'embedded',
  allowedOrigins = [],
  seed,
  bare = false,
}: TestCentralOptions = {}): Promise<TestCentral> {
  const prefix = `t${randomBytes(5).toString('hex')}-`;
  const database = recordsDatabaseName(demonstrationFacility.code, prefix);
  const account = credentials(`${prefix}noi-1`);
  const made = new Set<string>([account.username]);
  const server = await openServer(kind);
  const couch = openCouch(server.url, server.admin);
  const origins = new Set(allowedOrigins);
  const provisionWith = (more: Partial<ProvisionRequest>) => {
    for (const origin of more.allowedOrigins ?? []) origins.add(origin);
    return provision({
      url: server.url,
      admin: server.admin,
      database,
      accounts: [{ ...account, workstation: 'noi-1' }],
      allowedOrigins,
      ...(seed ? { seed } : {}),
      ...more,
    });
  };
  if (!bare) await provisionWith({});

  return {
    kind: server.kind,
    url: server.url,
    adminUrl: server.adminUrl,
    admin: server.admin,
    couch,
    database,
    account,
    async addAccount(name, roles = [workstationRole, auditRole(name)]) {
      const added = credentials(`${prefix}${name}`);
      const _id = `org.couchdb.user:${added.username}`;
      made.add(added.username);
      await couch.change('PUT', `_users/${encodeURIComponent(_id)}`, {
        _id,
        type: 'user',
        name: added.username,
        roles,
        password: added.password,
      });
      return added;
    },
    provision: provisionWith,
    async remove() {
      if (server.kind === 'couchdb') {
        await couch.ask('DELETE', database);
        for (const name of besideDatabases(database)) await couch.ask('DELETE', name);
        for (const username of made) await removeAccount(couch, username);
        await forgetOrigins(couch, origins);
      }
      await server.stop();
    },
  };
}

function credentials(username: string): Credentials {
  return { username, password: randomBytes(12).toString('hex') };
}

async function openServer(kind: CentralKind) {
  if (kind === 'embedded') {
    const admin = { username: 'admin', password: randomBytes(12).toString('hex') };
    const server = await startEmbeddedServer({ port: 0, admin });
    return { kind: 'embedded' as const, admin, ...server };
  }
  const address = process.env['CENTRAL_URL'] ?? '';
  const { url, credentials: admin } = parseCentralUrl(address);
  if (!admin) throw new Error('CENTRAL_URL needs an administrator: http://admin:secret@host:port');
  const stop = async () => {};
  return { kind: 'couchdb' as const, url, adminUrl: address.replace(/\/$/, ''), admin, stop };
}

async function removeAccount(couch: Couch, username: string): Promise<void> {
  const path = `_users/${encodeURIComponent(`org.couchdb.user:${username}`)}`;
  const { status, body } = await couch.ask('GET', path);
  if (status === 200) await couch.ask('DELETE', `${path}?rev=${(body as { _rev: string })._rev}`);
}

/** The settings stay as they are, but for the browser shells of this test: their ports are its own. */
async function forgetOrigins(couch: Couch, origins: ReadonlySet<string>): Promise<void> {
  const path = '_node/_local/_config/cors/origins';
  const { status, body } = await couch.ask('GET', path);
  if (status !== 200) return;
  const standing = (body as string).split(',').map((origin) => origin.trim());
  const left = standing.filter((origin) => !origins.has(origin) || !/:\d+$/.test(origin));
  if (left.length < standing.length) await couch.ask('PUT', path, left.join(', '));
}
