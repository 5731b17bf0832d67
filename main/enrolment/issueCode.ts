import { randomBytes } from 'node:crypto';
import type { Workstation } from '../../shared/bridge/contract.ts';
import type { Couch, Credentials } from '../../shared/central/couchHttp.ts';
import { openCouch } from '../../shared/central/couchHttp.ts';
import {
  enrollingRole,
  enrolmentDatabaseName,
  enrolsInto,
} from '../../shared/central/peopleDatabase.ts';
import { provision } from '../../shared/central/provision.ts';
import { signedText } from '../../shared/people/certificate.ts';
import type { Enrolment, PeopleDocument } from '../../shared/people/peopleDocument.ts';
import { readPeopleFacts } from '../../shared/people/peopleFacts.ts';
import { newKeyPair, signText } from '../../shared/people/signingKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { drawPort } from '../profile/choosePort.ts';
import { wrappedIn } from '../keystore/personalKeys.ts';
import type { Authority } from './authority.ts';
import { keysOfCode, newCode } from './code.ts';
import { sealInvitation } from './invitation.ts';
import type { SealedInvitation } from './invitation.ts';

export interface CodeRequest {
  readonly authority: Authority;
  /** The server, and its administrator. */
  readonly url: string;
  readonly admin: Credentials;
  readonly database: string;
  readonly documents: readonly PeopleDocument[];
  readonly workstation: Workstation;
  /** Hours until the code is no longer good. */
  readonly hours: number;
  /** Of the browser shell; one is chosen where none was agreed. */
  readonly port?: number | undefined;
  readonly now?: Date;
}

export interface IssuedCode {
  /** To be typed on the workstation; shown once. */
  readonly code: string;
  /** For a stick, where the workstation has no network. */
  readonly invitation: SealedInvitation;
  readonly validUntil: string;
}

/**
 * Makes the workstation's account, seals it with everything else that the workstation needs under a
 * new code, and lays that down on the server for the code's own account to fetch.
 */
export async function issueCode(request: CodeRequest): Promise<IssuedCode> {
  const { authority, url, admin, database, documents, workstation, hours } = request;
  // Told to the server now: it answers no pages of another origin.
  const port = request.port ?? drawPort();
  const now = request.now ?? new Date();
  const account = {
    username: `${database}-${workstation.key}`,
    password: randomBytes(18).toString('base64url'),
  };
  await provision({
    url,
    admin,
    database,
    accounts: [{ ...account, workstation: workstation.key }],
    allowedOrigins: ['app://bedside', `http://127.0.0.1:${port}`],
  });
  const validUntil = localInstant(new Date(now.getTime() + hours * 3_600_000));
  const { enrolment, enrolmentKey } = await leaveFor(authority, workstation, validUntil);
  const invitation = {
    format: 'bedside-invitation' as const,
    version: 1 as const,
    central: { url, database },
    account,
    rootKey: authority.rootKey,
    enrolment,
    enrolmentKey,
    port,
    documents: [...documents],
    wrapped: await wrappedOf(authority, documents),
  };
  const code = newCode();
  const keys = await keysOfCode(code);
  const sealed = sealInvitation(invitation, code.account, keys);
  const block = workstation.recordNumberBlock;
  const note = { enrolment: enrolment.serial, validUntil, block };
  await layDown(openCouch(url, admin), database, code.account, keys.password, sealed, note);
  return { code: code.text, invitation: sealed, validUntil };
}

async function leaveFor(
  authority: Authority,
  workstation: Workstation,
  validUntil: string,
): Promise<{ enrolment: Enrolment; enrolmentKey: string }> {
  const pair = await newKeyPair();
  const unsigned = {
    serial: crypto.randomUUID(),
    facility: authority.facility,
    workstation,
    publicKey: pair.publicKey,
    validUntil,
    issuer: 'facility' as const,
  };
  const signature = await signText(
    authority.issuer.key,
    signedText({ ...unsigned, signature: '' }),
  );
  return {
    enrolment: { ...unsigned, signature },
    enrolmentKey: Buffer.from(pair.privateKey).toString('base64'),
  };
}

/** Everybody's wrapped keys: the root key's holder opens the boxes, and a password is still needed. */
async function wrappedOf(
  { facility, rootKey, sealing }: Authority,
  documents: readonly PeopleDocument[],
): Promise<string[]> {
  const facts = await readPeopleFacts({ facility, rootKey }, documents);
  const found: string[] = [];
  for (const { certificate, revokedAt } of facts.directory.all) {
    if (revokedAt !== undefined) continue;
    for (const keys of facts.newestKeys(certificate.serial)) {
      const wrapped = await wrappedIn(keys, 'facility', sealing, facts);
      if (wrapped !== undefined) found.push(wrapped);
    }
  }
  return found;
}

async function layDown(
  couch: Couch,
  database: string,
  account: string,
  password: string,
  sealed: SealedInvitation,
  note: { readonly enrolment: string; readonly validUntil: string; readonly block: string },
): Promise<void> {
  const invitations = enrolmentDatabaseName(database);
  // An earlier code of the same name was used or forgotten: this one takes its place.
  const user = `_users/${encodeURIComponent(`org.couchdb.user:${account}`)}`;
  for (const path of [`${invitations}/${account}`, user]) {
    const { status, body } = await couch.ask('GET', path);
    if (status !== 200) continue;
    await couch.change('DELETE', `${path}?rev=${(body as { _rev: string })._rev}`);
  }
  await couch.change('PUT', `${invitations}/${account}`, sealed);
  await couch.change('PUT', user, {
    _id: `org.couchdb.user:${account}`,
    type: 'user',
    name: account,
    roles: [enrollingRole, enrolsInto(database)],
    password,
    // For `sweepCodes`: administrators alone read it.
    ...note,
  });
}
