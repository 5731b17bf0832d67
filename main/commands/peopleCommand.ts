import * as fs from 'node:fs/promises';
import { facilitySchema } from '../../shared/bridge/contract.ts';
import type { Workstation } from '../../shared/bridge/contract.ts';
import { openCouch, parseCentralUrl } from '../../shared/central/couchHttp.ts';
import type { Couch, Credentials } from '../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { recordsDatabaseName } from '../../shared/central/provision.ts';
import { newPersonSchema } from '../../shared/people/newPerson.ts';
import { passwordWeakness } from '../../shared/people/password.ts';
import { peopleDocumentId } from '../../shared/people/peopleDocument.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import { readPeopleFacts, standingOf } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { certificatesSealedTo } from '../../shared/people/sealedToStation.ts';
import { createAuthority, facilityDocument, openAuthority } from '../enrolment/authority.ts';
import type { Authority } from '../enrolment/authority.ts';
import { issueCode } from '../enrolment/issueCode.ts';
import { freshBlock } from '../enrolment/freshBlock.ts';
import { sweepCodes, waitingBlocks } from '../enrolment/sweepCodes.ts';
import { endCertificate, makePerson, renewPerson } from '../people/administration.ts';
import { readAllPeople, sendDocument } from '../people/exchangePeople.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { describedAnew } from './describeHospital.ts';
import { peopleHelp } from './peopleHelp.ts';

interface Hand {
  readonly authority: Authority;
  readonly url: string;
  readonly admin: Credentials;
  readonly couch: Couch;
  readonly database: string;
  readonly documents: readonly PeopleDocument[];
  readonly facts: PeopleFacts & { readonly facilityCode: string };
  readonly print: (line: string) => void;
  send(documents: readonly PeopleDocument[]): Promise<void>;
}

function flagsOf(commandArguments: readonly string[]) {
  return readFlags(commandArguments, {
    url: { type: 'string' },
    authority: { type: 'string' },
    hospital: { type: 'string' },
    'offline-days': { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    ward: { type: 'string', multiple: true, default: [] },
    practice: { type: 'string' },
    years: { type: 'string' },
    person: { type: 'string' },
    reason: { type: 'string' },
    workstation: { type: 'string' },
    hours: { type: 'string' },
    file: { type: 'string' },
    port: { type: 'string' },
    block: { type: 'string' },
    replace: { type: 'boolean', default: false },
    prefix: { type: 'string', default: '' },
  });
}
type Flags = ReturnType<typeof flagsOf>;

const commands: Readonly<Record<string, (hand: Hand, flags: Flags) => Promise<void>>> = {
  describe,
  list,
  add,
  renew,
  'emergency-code': emergencyCode,
  revoke,
  workstations,
  'revoke-workstation': revokeWorkstation,
  'enrol-code': enrolCode,
};

/** The command without its process. Throws errors whose messages are for the reader. */
export async function peopleCommand(
  [command = '', ...rest]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<void> {
  if (command === '--help' || command === '') return print(peopleHelp);
  const flags = flagsOf(rest);
  const run = commands[command];
  if (!run && command !== 'found') {
    throw new CommandRefused(`There is no command ${command}; --help shows them.`);
  }
  const { url, credentials: admin } = parseCentralUrl(needed(flags.url, '--url'));
  if (!admin)
    throw new CommandRefused('--url needs the administrator: http://name:password@host:5984');
  const password = needed(environment['BEDSIDE_AUTHORITY_PASSWORD'], 'BEDSIDE_AUTHORITY_PASSWORD');
  const file = needed(flags.authority, '--authority');
  const couch = openCouch(url, admin);
  if (command === 'found') return found(couch, file, password, flags, print);
  const authority = await openAuthority(file, password);
  const database = recordsDatabaseName(authority.facility, flags.prefix);
  const documents = await readAllPeople(couch, database);
  const trust = { facility: authority.facility, rootKey: authority.rootKey };
  const facts = { ...(await readPeopleFacts(trust, documents)), facilityCode: authority.facility };
  const send = (fresh: readonly PeopleDocument[]) => sendAll(couch, database, fresh);
  await sweepCodes(couch, database);
  await run!({ authority, url, admin, couch, database, documents, facts, print, send }, flags);
}

async function found(
  couch: Couch,
  file: string,
  password: string,
  flags: Flags,
  print: (line: string) => void,
): Promise<void> {
  const parsed = facilitySchema.safeParse(await readJson(needed(flags.hospital, '--hospital')));
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') || 'its beginning';
    throw new CommandRefused(`${flags.hospital} doesn't describe a hospital: look at ${where}.`);
  }
  if (passwordWeakness(password, { current: '', names: [parsed.data.name] })) {
    throw new CommandRefused(
      'The password of the root key needs 10 characters or more, and not those that are tried first: a sentence of your own is good.',
    );
  }
  const database = recordsDatabaseName(parsed.data.code, flags.prefix);
  // Asked first: a root key without a server that has room for people would be of no use.
  await couch.change('GET', peopleDatabaseName(database));
  const days = wholeNumber(flags['offline-days'] ?? '30', '--offline-days', 365);
  const authority = await createAuthority(file, parsed.data.code, password);
  await sendAll(couch, database, [await facilityDocument(authority, parsed.data, days)]);
  print(`The root key of ${parsed.data.name} is in ${file}. Keep it offline, in two places.`);
}

async function describe({ authority, facts, print, send }: Hand, flags: Flags): Promise<void> {
  const days = flags['offline-days'];
  const document = await describedAnew(authority, facts, {
    description: flags.hospital === undefined ? undefined : await readJson(flags.hospital),
    name: flags.name,
    offlineDays: days === undefined ? undefined : wholeNumber(days, '--offline-days', 365),
    wards: flags.ward,
  });
  await send([document]);
  print('It holds on each workstation from its next contact, and on those that are enrolled now.');
}

async function list({ facts, print }: Hand): Promise<void> {
  const keys = [
    ...new Set(facts.directory.all.map(({ certificate }) => certificate.person)),
  ].sort();
  for (const key of keys) {
    const { standing, known } = standingOf(facts.directory, key, Date.now())!;
    const { displayName, role, wards, validUntil } = known.certificate;
    const where = wards.length > 0 ? wards.join(', ') : 'all wards';
    print(
      `${key}  ${displayName}, ${role}, ${where}, until ${validUntil.slice(0, 10)}: ${standing}`,
    );
    for (const use of facts.emergencyUses(known.certificate.serial)) {
      print(
        `    used by ${use.name} (${use.reason}) on ${use.workstation}, ${use.openedAt} to ${use.until}`,
      );
    }
  }
  if (keys.length === 0) print('Nobody is certified yet.');
}

async function add({ authority, facts, print, send }: Hand, flags: Flags): Promise<void> {
  if (flags.role === 'emergency') {
    throw new CommandRefused('An emergency code is no person: use people -- emergency-code.');
  }
  const person = newPersonSchema.safeParse({
    displayName: needed(flags.name, '--name').normalize('NFC'),
    role: needed(flags.role, '--role'),
    wards: flags.ward,
    ...(flags.practice === undefined ? {} : { practiceNumber: flags.practice }),
    years: wholeNumber(flags.years ?? '5', '--years', 20),
  });
  if (!person.success) {
    throw new CommandRefused(
      `Something is wrong with ${person.error.issues[0]?.path.join('.')}; --help shows how it is given.`,
    );
  }
  const made = await makePerson(facts, authority.issuer, person.data, new Date());
  await send(made.documents);
  print(`${made.certificate.displayName} is ${made.certificate.person}.`);
  print(`One-time password, shown this once: ${made.oneTimePassword}`);
}

async function renew({ authority, facts, print, send }: Hand, flags: Flags): Promise<void> {
  const key = needed(flags.person, '--person');
  const standing = standingOf(facts.directory, key, Date.now());
  if (!standing)
    throw new CommandRefused(`Nobody is called ${key}; people -- list shows who is there.`);
  const { certificate } = standing.known;
  const made = await renewPerson(facts, authority.issuer, certificate, new Date());
  await send(made.documents);
  print(
    `One-time password of ${certificate.displayName}, shown this once: ${made.oneTimePassword}`,
  );
}

async function emergencyCode({ authority, facts, print, send }: Hand, flags: Flags): Promise<void> {
  const wards = facts.facility?.configuration.wards ?? [];
  const code = needed(flags.ward[0], '--ward');
  const ward = wards.find((one) => one.code === code);
  if (!ward || flags.ward.length > 1) {
    throw new CommandRefused(
      `--ward is one of this hospital's: ${wards.map((one) => one.code).join(', ')}.`,
    );
  }
  const hours = wholeNumber(flags.hours ?? '8', '--hours', 72);
  const now = new Date();
  const made = await makePerson(
    facts,
    authority.issuer,
    {
      displayName: `Mã khẩn cấp ${ward.name}`.slice(0, 80),
      role: 'emergency',
      wards: [code],
      years: wholeNumber(flags.years ?? '1', '--years', 5),
      emergencyHours: hours,
    },
    now,
  );
  // The new one first: a ward without any is worse than a ward with two.
  await send(made.documents);
  const before = facts.directory.all.filter(
    ({ certificate, revokedAt }) =>
      certificate.role === 'emergency' &&
      certificate.wards.includes(code) &&
      revokedAt === undefined,
  );
  for (const { certificate } of before) {
    await send([await endCertificate(certificate.serial, authority.issuer, 'superseded', now)]);
  }
  print(`Emergency code of ${ward.name}, shown this once: ${made.oneTimePassword.toUpperCase()}`);
  print(
    `It opens one workstation of the ward, once, for ${hours} hours, for somebody who says who`,
  );
  print(
    'they are. Write or print it, seal the envelope, and leave it where the ward keeps its keys.',
  );
  print(
    'Each workstation of the ward must have met the server, with somebody signed in, before it',
  );
  print('opens there. An envelope that was opened is replaced by running this again.');
  if (before.length > 0) {
    print('The code before it has ended: take its envelope back.');
  }
}

async function revoke({ authority, facts, print, send }: Hand, flags: Flags): Promise<void> {
  const key = needed(flags.person, '--person');
  const reason = needed(flags.reason, '--reason').normalize('NFC');
  const own = facts.directory.all.filter(
    ({ certificate, revokedAt }) => certificate.person === key && revokedAt === undefined,
  );
  if (own.length === 0)
    throw new CommandRefused(`Nobody called ${key} has a certificate that stands.`);
  for (const { certificate } of own) {
    await send([await endCertificate(certificate.serial, authority.issuer, reason, new Date())]);
  }
  print(
    `${key} is let in nowhere from each workstation's next contact; what they wrote still goes out.`,
  );
}

async function workstations({ facts, print }: Hand): Promise<void> {
  for (const { document, revoked } of facts.workstations) {
    const { workstation } = document.enrolment;
    const since = document.enrolledAt.slice(0, 10);
    print(
      `${workstation.key}  ${workstation.name}, ward ${workstation.ward}, since ${since}${revoked ? ': revoked' : ''}`,
    );
  }
  if (facts.workstations.length === 0) print('No workstation is enrolled yet.');
}

async function revokeWorkstation(hand: Hand, flags: Flags): Promise<void> {
  const key = needed(flags.workstation, '--workstation');
  const reason = needed(flags.reason, '--reason').normalize('NFC');
  const own = hand.facts.workstations.filter(
    ({ document, revoked }) => document.enrolment.workstation.key === key && !revoked,
  );
  if (own.length === 0) throw new CommandRefused(`No workstation called ${key} is enrolled.`);
  for (const { document } of own) {
    const { serial } = document.enrolment;
    await hand.send([await endCertificate(serial, hand.authority.issuer, reason, new Date())]);
  }
  const path = `_users/${encodeURIComponent(`org.couchdb.user:${hand.database}-${key}`)}`;
  const { status, body } = await hand.couch.ask('GET', path);
  if (status === 200) {
    await hand.couch.change('DELETE', `${path}?rev=${(body as { _rev: string })._rev}`);
  }
  hand.print(`${key} has no account any more, and nothing is sealed to it.`);
  hand.print(
    'Give new keys to everybody whose wrapped keys lie on it: a new password alone leaves the old keys',
  );
  hand.print(
    'as they are, and whoever finds the machine and guesses an old password would sign as them.',
  );
  const lost = new Set(own.map(({ document }) => document.enrolment.serial));
  const exposed = certificatesSealedTo(hand.documents, lost);
  for (const { certificate, revokedAt } of hand.facts.directory.all) {
    if (revokedAt !== undefined || certificate.role === 'emergency') continue;
    if (!exposed.has(certificate.serial)) continue;
    const { person, displayName } = certificate;
    hand.print(`  people -- renew --person ${person}   (${displayName})`);
  }
}

async function enrolCode(hand: Hand, flags: Flags): Promise<void> {
  const { authority, url, admin, database, documents, facts, print } = hand;
  const port = flags.port === undefined ? undefined : wholeNumber(flags.port, '--port', 65_535);
  const named = workstationOf(facts, flags);
  const inService = facts.workstations.find(
    ({ document, revoked }) => document.enrolment.workstation.key === named.key && !revoked,
  );
  if (inService && !flags.replace) {
    const since = inService.document.enrolledAt.slice(0, 10);
    throw new CommandRefused(
      `${named.key} is in service since ${since}. A new code gives its account a new password, and so cuts it off at once: what was written on it and isn't on the server yet stays there. Let it send everything first, or rescue it; then add --replace.`,
    );
  }
  const waiting = await waitingBlocks(hand.couch, database);
  const recordNumberBlock = freshBlock(facts, named, flags.block, waiting);
  const workstation = { ...named, recordNumberBlock };
  const issued = await issueCode({
    authority,
    url,
    admin,
    database,
    documents,
    workstation,
    hours: wholeNumber(flags.hours ?? '48', '--hours', 24 * 30),
    port,
  });
  if (flags.file !== undefined) {
    await fs.writeFile(flags.file, `${JSON.stringify(issued.invitation)}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
    print(
      `The invitation for a stick is ${flags.file}. Carry code and stick apart, and clear the stick after.`,
    );
  }
  print(`Code, shown this once: ${issued.code.toUpperCase()}`);
  print(`Good for one workstation, until ${issued.validUntil}.`);
  print(`Its record numbers begin with ${recordNumberBlock}.`);
  if (inService) {
    print(`What ${named.key} was enrolled as until now reaches the server no more.`);
  }
}

function workstationOf(facts: PeopleFacts, flags: Flags): Workstation {
  const key = needed(flags.workstation, '--workstation');
  const standing = facts.facility?.configuration.workstations.find((one) => one.key === key);
  if (standing) return standing;
  return {
    key,
    name: needed(flags.name, '--name'),
    ward: needed(flags.ward[0], '--ward'),
    recordNumberBlock: needed(flags.block, '--block'),
  };
}

async function sendAll(
  couch: Couch,
  database: string,
  documents: readonly PeopleDocument[],
): Promise<void> {
  for (const document of documents) {
    const id = await peopleDocumentId(document);
    const outcome = await sendDocument(couch, peopleDatabaseName(database), id, document);
    if (outcome === 'refused') {
      throw new CommandRefused('The server refused it: run npm run provision there first.');
    }
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'));
  } catch {
    throw new CommandRefused(`${file} can't be read as JSON.`);
  }
}

function needed(value: string | undefined, flag: string): string {
  if (value !== undefined && value !== '') return value;
  throw new CommandRefused(`Give ${flag}; --help shows what it is.`);
}

function wholeNumber(text: string, flag: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new CommandRefused(`${flag} is a whole number from 1 to ${most}.`);
}
