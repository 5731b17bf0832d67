import { CentralFault, openCouch } from '../../shared/central/couchHttp.ts';
import { enrolmentDatabaseName, peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { signedText } from '../../shared/people/certificate.ts';
import { digestOf, workstationId } from '../../shared/people/peopleDocument.ts';
import type { HandedKeys, WorkstationDocument } from '../../shared/people/peopleDocument.ts';
import { readPeopleFacts } from '../../shared/people/peopleFacts.ts';
import { sealTo } from '../../shared/people/sealedBox.ts';
import { importSigningKey, signText } from '../../shared/people/signingKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { readIfThere } from '../disk/writeDurably.ts';
import { boxContext } from '../keystore/personalKeys.ts';
import type { Keychain } from '../keystore/deviceSecret.ts';
import { sealDataKey } from '../keystore/sealedDataKey.ts';
import { devicePair } from '../people/deviceIdentity.ts';
import { isShutHere } from '../people/emergencyCodes.ts';
import { sendDocument } from '../people/exchangePeople.ts';
import { writePeople } from '../people/peopleStore.ts';
import { isFree } from '../profile/choosePort.ts';
import { createProfile } from '../profile/createProfile.ts';
import type { Profile } from '../profile/profileFile.ts';
import type { Shell } from '../profile/shellFolders.ts';
import { keysOfCode, parseCode } from './code.ts';
import { EnrolmentError } from './enrolmentError.ts';
import { openInvitation, sealedInvitationSchema } from './invitation.ts';
import type { Invitation, SealedInvitation } from './invitation.ts';

export interface EnrolRequest {
  /** The profile folder; it must not hold anything. */
  readonly folder: string;
  /** As typed. */
  readonly code: string;
  /** The server, or the file of a stick where there is no network. */
  readonly from: { readonly url: string } | { readonly file: string };
  readonly now?: Date;
  /** The operating system's keychain, and the folder that stands in the profile, in a shell that has one. */
  readonly keychain?: Keychain | undefined;
  readonly shell?: Shell | undefined;
}

/**
 * Enrols this workstation: opens the invitation with the code, makes data key and device secret, and
 * claims the code on the server by writing the workstation's own document, which can be written
 * once. The folder appears whole, after the claim, or not at all. With a file the claim waits for the
 * first contact. Rejects with `EnrolmentError`, `ProfileError` or `CentralFault`: each is a sentence.
 */
export async function enrolWorkstation(request: EnrolRequest): Promise<Profile> {
  const { folder, from, now = new Date() } = request;
  const code = parseCode(request.code);
  if (!code) {
    throw new EnrolmentError(
      'This is no code, or a letter of it is wrong: it has four groups of four letters and digits. Type it again.',
    );
  }
  const keys = await keysOfCode(code);
  const { sealed, serverMs = 0 } =
    'file' in from
      ? { sealed: await readInvitation(from.file) }
      : await fetchInvitation(from.url, { username: code.account, password: keys.password });
  const invitation = openInvitation(sealed, keys);
  if (!invitation) {
    throw new EnrolmentError(
      `The code doesn't open this invitation, which is one of the hospital ${sealed.facility}: look whether code and ${'file' in from ? 'stick' : 'server'} belong together.`,
    );
  }
  // By the server's clock too: this one may have been set back.
  if (Math.max(now.getTime(), serverMs) > Date.parse(invitation.enrolment.validUntil)) {
    throw new EnrolmentError(
      'The code was good until a time that has passed. Ask for a new one, and look whether the clocks of this computer and of the server are right.',
    );
  }
  const facts = await readPeopleFacts(
    { facility: invitation.enrolment.facility, rootKey: invitation.rootKey },
    invitation.documents,
  );
  if (!facts.facility) {
    throw new EnrolmentError(
      'The invitation has no description of the hospital that its root key signed. Ask for a new code.',
    );
  }
  await refuseHeldPort(invitation, request.shell);
  const { workstation } = invitation.enrolment;
  const base = facts.facility.configuration;
  const others = base.workstations.filter(({ key }) => key !== workstation.key);
  return createProfile(folder, {
    workstation: workstation.key,
    facility: { ...base, workstations: [...others, workstation] },
    central: invitation.central,
    demonstration: false,
    account: invitation.account,
    people: [],
    passphrase: '',
    oneTime: false,
    rootKey: invitation.rootKey,
    certificates: invitation.documents,
    port: invitation.port,
    keychain: request.keychain,
    shell: request.shell,
    async complete(making, { dataKey, deviceSecret, replicaName }) {
      const { account } = invitation;
      for (const { certificate, revokedAt } of facts.directory.all) {
        if (revokedAt !== undefined || certificate.sealingKey === undefined) continue;
        if (isShutHere(facts, certificate, { folder, workstation }, now.getTime())) continue;
        const { person, serial, sealingKey } = certificate;
        const owner = { profile: replicaName, certificate: serial, person };
        await sealDataKey(making, { dataKey, account }, sealingKey, deviceSecret, owner);
      }
      const pair = await devicePair(deviceSecret);
      const own = await workstationDocument(invitation, pair.publicKey, now);
      await writePeople(making, [own, ...(await keysFor(invitation, pair.publicKey))]);
      if ('url' in from) await claim(invitation, own, code.account, keys.password, now);
    },
  });
}

/** The browser shell's port never changes afterwards; Electron needs none. */
async function refuseHeldPort({ port }: Invitation, shell: Shell | undefined): Promise<void> {
  if (port === undefined || shell === 'electron' || (await isFree(port))) return;
  throw new EnrolmentError(
    `Port ${port}, which this code gives the workstation, is held by another program of this computer: close it and enrol again, or ask for a code with another one (people -- enrol-code --port PORT). Nothing was changed.`,
  );
}

async function workstationDocument(
  { enrolment, enrolmentKey }: Invitation,
  sealingKey: string,
  now: Date,
): Promise<WorkstationDocument> {
  const unsigned = {
    format: 'bedside-workstation' as const,
    version: 1 as const,
    enrolment,
    sealingKey,
    enrolledAt: localInstant(now),
  };
  const key = await importSigningKey(new Uint8Array(Buffer.from(enrolmentKey, 'base64')));
  return {
    ...unsigned,
    signature: await signText(key, signedText({ ...unsigned, signature: '' })),
  };
}

async function keysFor({ enrolment, wrapped }: Invitation, sealingKey: string) {
  const handed: HandedKeys[] = [];
  for (const text of wrapped) {
    const digest = await digestOf(text);
    const to = enrolment.serial;
    const box = await sealTo(sealingKey, text, boxContext(digest, to));
    handed.push({ format: 'bedside-handed-keys', version: 1, digest, to, box });
  }
  return handed;
}

/** The server takes the first document of this leave and no second one. */
async function claim(
  { central, account, enrolment }: Invitation,
  own: WorkstationDocument,
  username: string,
  password: string,
  now: Date,
): Promise<void> {
  const people = peopleDatabaseName(central.database);
  const couch = openCouch(central.url, account);
  const outcome = await sendDocument(couch, people, workstationId(enrolment.serial), own);
  if (outcome === 'taken') throw used();
  if (outcome === 'refused') {
    throw new EnrolmentError(
      'The server refused this workstation. Run npm run provision again there, and ask for a new code.',
    );
  }
  // The invitation goes; the claim stands whether or not this note is written.
  const path = `${enrolmentDatabaseName(central.database)}/${username}`;
  const asCode = openCouch(central.url, { username, password });
  const { status, body } = await asCode.ask('GET', path);
  if (status !== 200) return;
  const { _rev: rev } = body as { _rev: string };
  const note = { format: 'bedside-used-invitation', version: 1, usedAt: now.toISOString() };
  await asCode.ask('PUT', path, { ...note, _rev: rev });
}

async function fetchInvitation(
  url: string,
  code: { username: string; password: string },
): Promise<{ readonly sealed: SealedInvitation; readonly serverMs?: number }> {
  const couch = openCouch(url, code);
  const session = await couch.ask('GET', '_session');
  const roles = (session.body as { userCtx?: { roles?: string[] } } | null)?.userCtx?.roles ?? [];
  const database = roles.find((role) => role.startsWith('enrols:'))?.slice('enrols:'.length);
  if (session.status !== 200 || database === undefined) {
    throw new EnrolmentError(
      `The server at ${url} doesn't know this code: it was withdrawn, or belongs to another hospital's server. Nothing was changed.`,
    );
  }
  const { status, body } = await couch.ask(
    'GET',
    `${enrolmentDatabaseName(database)}/${code.username}`,
  );
  if (status !== 200)
    throw new CentralFault('refused', `The server at ${url} gives no invitation.`);
  if ((body as { usedAt?: unknown }).usedAt !== undefined) throw used();
  const { _id: _, _rev: __, ...content } = body as Record<string, unknown>;
  const sealed = parseSealed(content, `What the server at ${url} has`);
  const serverMs = couch.serverMs();
  return { sealed, ...(serverMs === undefined ? {} : { serverMs }) };
}

async function readInvitation(file: string): Promise<SealedInvitation> {
  const text = await readIfThere(file);
  if (text === undefined) {
    throw new EnrolmentError(`There is no file ${file}: look at the stick's name.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return parseSealed(json, file);
}

function parseSealed(json: unknown, where: string): SealedInvitation {
  const parsed = sealedInvitationSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new EnrolmentError(
    `${where} is no whole invitation: it was only half copied, or changed. Copy it again; nothing was changed here.`,
  );
}

function used(): EnrolmentError {
  return new EnrolmentError(
    'The code was used for another workstation already: each is good for one. Ask for a new one. Nothing was changed here.',
  );
}
