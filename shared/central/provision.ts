import type { Provisioning } from './provisioning.ts';
import { sameValue } from '../json/canonical.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { openCouch, requireAdministrator, requireCouchDb } from './couchHttp.ts';
import type { Credentials } from './couchHttp.ts';
import {
  auditDatabaseName,
  auditorRole,
  auditRole,
  auditValidationDocument,
} from './auditDatabase.ts';
import { provisionCrossOrigin } from './crossOriginSettings.ts';
import {
  enrollingRole,
  enrolmentDatabaseName,
  enrolmentValidationDocument,
  peopleDatabaseName,
  peopleValidationDocument,
} from './peopleDatabase.ts';
import { provisionIdentity } from './provisionIdentity.ts';
import type { SuccessionRequest } from './provisionIdentity.ts';
import { validationDocument, wardDocument, wardViewPath } from './designDocuments.ts';
import type { DesignDocument } from './designDocuments.ts';
import { standingDocument } from './standingDocument.ts';
import { seedRecords } from './seedRecords.ts';
import type { SeedProgress } from './seedRecords.ts';

/** The role of the accounts with which workstations write. */
export const workstationRole = 'workstation';

/** A workstation's account; without its key it adds to no audit trail. */
export interface WorkstationAccount extends Credentials {
  readonly workstation?: string;
}

export interface ProvisionRequest {
  /** Origin of the server, without credentials. */
  readonly url: string;
  readonly admin: Credentials;
  /** Name of the records database: `recordsDatabaseName` makes it. */
  readonly database: string;
  /** Workstations' accounts; one that stands gets the role and the password where they differ. */
  readonly accounts: readonly WorkstationAccount[];
  /** Leave the password of an account that stands with its role; by default it is set anew where it differs. */
  readonly keepPasswords?: boolean;
  /** Origins of pages that may reach the server: `app://bedside`, browser shells. */
  readonly allowedOrigins: readonly string[];
  /** Records to begin with; loaded only while the validation isn't installed yet. */
  readonly seed?: {
    /** A function is called only where they are loaded. */
    readonly records: readonly AnyRecord[] | (() => Promise<readonly AnyRecord[]>);
    readonly onProgress?: (progress: SeedProgress) => void;
  };
  /** Which databases this one takes the place of, by the word of IT's key. */
  readonly succession?: SuccessionRequest;
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

  const audit = auditDatabaseName(database);
  const people = peopleDatabaseName(database);
  const enrolment = enrolmentDatabaseName(database);
  for (const name of ['_users', database, audit, people, enrolment]) {
    await provisionDatabase(step, name);
  }
  await provisionSecurity(step, database, [workstationRole]);
  await provisionIdentity(step, database, request.succession);
  // CouchDB can't let an account write and not read: workstations see one another's trails, and so
  // an entry holds ids alone.
  await provisionSecurity(step, audit, [workstationRole, auditorRole]);
  await provisionDesign(step, audit, auditValidationDocument(), 'the validation of audit entries');
  await provisionSecurity(step, people, [workstationRole]);
  await provisionDesign(step, people, peopleValidationDocument(), 'the validation of people');
  await provisionSecurity(step, enrolment, [enrollingRole]);
  await provisionDesign(step, enrolment, enrolmentValidationDocument(), 'the validation of codes');
  await provisionDesign(step, database, wardDocument(), 'the ward view');
  if (seed && !(await standingDocument(couch, database, validationDocument()._id))) {
    const records = typeof seed.records === 'function' ? await seed.records() : seed.records;
    await step.apply(`loaded ${records.length} records into ${database}`, () =>
      seedRecords(couch, database, records, seed.onProgress),
    );
  }
  await provisionDesign(step, database, validationDocument(), 'the validation of records');
  // The first reading of a view reads every record: no workstation's first fill should wait for it.
  // A CouchDB answers at once and goes on with it.
  if (!dryRun) await couch.ask('GET', `${database}/${wardViewPath}?update=lazy&limit=0`);
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

const wordsOf: Readonly<Record<string, string>> = {
  [workstationRole]: 'workstations',
  [auditorRole]: 'auditors',
  [enrollingRole]: 'codes',
};

interface People {
  names?: string[];
  roles?: string[];
}

async function provisionSecurity(
  { couch, apply }: Provisioning,
  name: string,
  needed: readonly string[],
): Promise<void> {
  const { status, body } = await couch.ask('GET', `${name}/_security`);
  const standing = (status === 200 ? body : {}) as { admins?: People; members?: People };
  const roles = standing.members?.roles ?? [];
  const missing = needed.filter((role) => !roles.includes(role));
  if (missing.length === 0) return;
  const whom = needed.map((role) => wordsOf[role] ?? role).join(' and ');
  await apply(`opened ${name} to the accounts of ${whom}`, () =>
    couch.change('PUT', `${name}/_security`, {
      ...standing,
      admins: standing.admins ?? { names: [], roles: ['_admin'] },
      members: { ...standing.members, roles: [...roles, ...missing] },
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

async function provisionAccount(
  { couch, apply }: Provisioning,
  url: string,
  account: WorkstationAccount,
  keepPassword: boolean,
): Promise<void> {
  const { username, password, workstation } = account;
  const id = `org.couchdb.user:${username}`;
  const path = `_users/${encodeURIComponent(id)}`;
  const own = [workstationRole, ...(workstation === undefined ? [] : [auditRole(workstation)])];
  const standing = await standingDocument(couch, '_users', encodeURIComponent(id));
  const roles = Array.isArray(standing?.['roles']) ? (standing['roles'] as string[]) : [];
  const missing = own.filter((role) => !roles.includes(role));
  const standsWell =
    standing !== undefined &&
    ((keepPassword && roles.includes(workstationRole)) || (await signsIn(url, account)));
  if (standsWell) {
    if (missing.length === 0) return;
    await apply(`let the workstation account ${username} add to its audit trail`, () =>
      couch.change('PUT', path, { ...standing, roles: [...roles, ...missing] }),
    );
    return;
  }
  const verb = standing ? 'set the password and the role of' : 'created';
  await apply(`${verb} the workstation account ${username}`, () =>
    couch.change('PUT', path, {
      _id: id,
      ...(standing ? { _rev: standing['_rev'] } : {}),
      type: 'user',
      name: username,
      roles: own,
      password,
    }),
  );
}

async function signsIn(url: string, account: Credentials): Promise<boolean> {
  const { status, body } = await openCouch(url, account).ask('GET', '_session');
  const session = (body as { userCtx?: { roles?: string[] } } | null)?.userCtx;
  return status === 200 && (session?.roles?.includes(workstationRole) ?? false);
}
