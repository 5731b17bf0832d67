import type { Provisioning } from './provisioning.ts';
import { sameValue } from '../json/canonical.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { openCouch, requireAdministrator, requireCouchDb } from './couchHttp.ts';
import type { Couch, Credentials } from './couchHttp.ts';
import { provisionCrossOrigin } from './crossOriginSettings.ts';
import { validationDocument, wardDocument } from './designDocuments.ts';
import type { DesignDocument } from './designDocuments.ts';
import { seedRecords } from './seedRecords.ts';
import type { SeedProgress } from './seedRecords.ts';

/** The role of the accounts with which workstations write. */
export const workstationRole = 'workstation';

export interface ProvisionRequest {
  /** Origin of the server, without credentials. */
  readonly url: string;
  readonly admin: Credentials;
  /** Name of the records database: `recordsDatabaseName` makes it. */
  readonly database: string;
  /** Workstations' accounts; one that stands gets the role and the password where they differ. */
  readonly accounts: readonly Credentials[];
  /** Leave the password of an account that stands with its role; by default it is set anew where it differs. */
  readonly keepPasswords?: boolean;
  /** Origins of pages that may reach the server: `app://bedside`, browser shells. */
  readonly allowedOrigins: readonly string[];
  /** Records to begin with; loaded only while the validation isn't installed yet. */
  readonly seed?: {
    readonly records: readonly AnyRecord[];
    readonly onProgress?: (progress: SeedProgress) => void;
  };
  /** Say what would be changed, and change nothing. */
  readonly dryRun?: boolean;
}

/** One database for a facility; a prefix keeps tests apart. */
export function recordsDatabaseName(facilityCode: string, prefix = ''): string {
  return `${prefix}bedside-${facilityCode}`;
}

/**
 * Prepares a CouchDB 3.3 or later, or the embedded server, for a facility, and answers what it
 * changed, in words: nothing when all stood already. Safe to run again, and after it was
 * interrupted: the validation comes last, so that seeding is repeated until it was whole.
 * Throws `CentralFault`.
 */
export async function provision(request: ProvisionRequest): Promise<string[]> {
  const {
    url,
    admin,
    database,
    accounts,
    allowedOrigins,
    seed,
    dryRun = false,
    keepPasswords = false,
  } = request;
  const couch = openCouch(url, admin);
  await requireCouchDb(url, couch);
  await requireAdministrator(url, couch, admin.username);
  const changes: string[] = [];
  const step: Provisioning = {
    couch,
    async apply(words, change) {
      if (!dryRun) await change();
      changes.push(words);
    },
  };

  for (const name of ['_users', database]) await provisionDatabase(step, name);
  await provisionSecurity(step, database);
  await provisionDesign(step, database, wardDocument(), 'the ward view');
  if (seed && !(await standingDocument(couch, database, validationDocument()._id))) {
    await step.apply(`loaded ${seed.records.length} records into ${database}`, () =>
      seedRecords(couch, database, seed.records, seed.onProgress),
    );
  }
  await provisionDesign(step, database, validationDocument(), 'the validation of records');
  for (const account of accounts) await provisionAccount(step, url, account, keepPasswords);
  await provisionCrossOrigin(step, allowedOrigins);
  return changes;
}

async function provisionDatabase({ couch, apply }: Provisioning, name: string): Promise<void> {
  const { status } = await couch.ask('GET', name);
  if (status === 404) {
    await apply(`created the database ${name}`, () => couch.change('PUT', name));
  }
}

interface People {
  names?: string[];
  roles?: string[];
}

async function provisionSecurity({ couch, apply }: Provisioning, name: string): Promise<void> {
  const { status, body } = await couch.ask('GET', `${name}/_security`);
  const standing = (status === 200 ? body : {}) as { admins?: People; members?: People };
  const roles = standing.members?.roles ?? [];
  if (roles.includes(workstationRole)) return;
  await apply(`opened ${name} to the accounts of workstations`, () =>
    couch.change('PUT', `${name}/_security`, {
      ...standing,
      admins: standing.admins ?? { names: [], roles: ['_admin'] },
      members: { ...standing.members, roles: [...roles, workstationRole] },
    }),
  );
}

async function provisionDesign(
  { couch, apply }: Provisioning,
  database: string,
  document: DesignDocument,
  title: string,
): Promise<void> {
  const standing = await standingDocument(couch, database, document._id);
  const { _rev: rev, ...content } = standing ?? {};
  if (standing && sameValue(content, document)) return;
  await apply(`${standing ? 'replaced' : 'installed'} ${title} in ${database}`, () =>
    couch.change('PUT', `${database}/${document._id}`, {
      ...document,
      ...(rev === undefined ? {} : { _rev: rev }),
    }),
  );
}

async function standingDocument(
  couch: Couch,
  database: string,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  const { status, body } = await couch.ask('GET', `${database}/${id}`);
  return status === 200 ? (body as Record<string, unknown>) : undefined;
}

async function provisionAccount(
  { couch, apply }: Provisioning,
  url: string,
  account: Credentials,
  keepPassword: boolean,
): Promise<void> {
  const id = `org.couchdb.user:${account.username}`;
  const standing = await standingDocument(couch, '_users', encodeURIComponent(id));
  if (standing) {
    const roles = standing['roles'];
    if (keepPassword && Array.isArray(roles) && roles.includes(workstationRole)) return;
    const { status, body } = await openCouch(url, account).ask('GET', '_session');
    const signedIn = (body as { userCtx?: { roles?: string[] } } | null)?.userCtx;
    if (status === 200 && signedIn?.roles?.includes(workstationRole)) return;
  }
  const verb = standing ? 'set the password and the role of' : 'created';
  await apply(`${verb} the workstation account ${account.username}`, () =>
    couch.change('PUT', `_users/${encodeURIComponent(id)}`, {
      _id: id,
      ...(standing ? { _rev: standing['_rev'] } : {}),
      type: 'user',
      name: account.username,
      roles: [workstationRole],
      password: account.password,
    }),
  );
}
