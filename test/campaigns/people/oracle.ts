import { hasSealedDataKey } from '../../../main/keystore/sealedDataKey.ts';
import { devicePair, enrolledAs } from '../../../main/people/deviceIdentity.ts';
import type { OpenSession, SignInResult } from '../../../main/people/peopleService.ts';
import { chartAccess } from '../../../shared/people/chartAccess.ts';
import { isSignedBy, importSigningKey, signText } from '../../../shared/people/signingKey.ts';
import { fromBase64 } from '../../../shared/json/base64.ts';
import { issueInForce } from './model.ts';
import type { KnownIssue, KnownPerson } from './model.ts';
import { clockOf, usesHere } from './station.ts';
import type { Running, Station } from './station.ts';
import { count } from './tally.ts';
import { isEndedAt, violate } from './world.ts';
import type { World } from './world.ts';

/** Looks at what a sign-in came to, by what the campaign itself knows of people and passwords. */
export async function judgeSignIn(
  world: World,
  station: Station,
  person: KnownPerson,
  text: string,
  result: SignInResult,
): Promise<void> {
  count(world.tally.signIns, result.kind);
  world.tally.checked.rights += 1;
  world.tally.checked.files += 1;
  if (result.kind === 'keystoreDamaged') {
    violate(world, 'files', `${person.key} on ${station.name}: ${result.detail}`);
  }
  if (result.kind === 'notLetIn' && result.because === 'ended') judgeEnd(world, station, person);
  if (result.kind === 'open') await judgeSession(world, station, person, text, result.session);
  if (result.kind === 'mustChange') {
    const isGiven = person.issues.some(({ passwords }) =>
      passwords.some((one) => one.oneTime && one.text === text),
    );
    if (!isGiven) violate(world, 'rights', `${person.key} must change a password of their own`);
  }
}

/** A certificate that the hospital and this clock call valid has not run out, whatever was shown before. */
function judgeEnd(world: World, station: Station, person: KnownPerson): void {
  const issue = issueInForce(person, isEndedAt(world, station.name));
  const until = Date.parse(issue?.certificate.validUntil ?? '');
  if (!(world.nowMs < until && clockOf(world, station) < until)) return;
  violate(
    world,
    'open',
    `${person.key} was kept out of ${station.name} by a clock that is right now`,
  );
}

async function judgeSession(
  world: World,
  station: Station,
  person: KnownPerson,
  text: string,
  session: OpenSession,
): Promise<void> {
  const running = station.running!;
  const wrong = (what: string) =>
    violate(world, 'rights', `${person.key} on ${station.name}: ${what}`);
  const { secrets } = session.opened;
  const issue = person.issues.find(
    ({ certificate }) => certificate.serial === secrets.signing.certificate,
  );
  if (session.person !== person.key || !issue) return wrong('got in as somebody else');
  const { serial, publicKey } = issue.certificate;
  if (!(await isPair(publicKey, secrets.signing.privateKey))) wrong('got a key that isn’t theirs');
  const passwords = issue.passwords.filter((password) => password.text === text);
  if (passwords.length === 0) wrong('got in with a password that was never theirs');
  if (passwords.every(({ oneTime }) => oneTime)) {
    wrong('got in with a one-time password');
  }
  if (isEndedAt(world, station.name)(serial)) wrong('got in after their certificate was ended');
  if (clockOf(world, station) > Date.parse(issue.certificate.validUntil)) {
    wrong('got in after their certificate had run out');
  }
  const generation = Math.max(...passwords.map((password) => password.generation ?? Infinity));
  if (await isSuperseded(station, running, serial, generation)) {
    wrong('got in with a password that was changed');
  }
  station.dataKey ??= secrets.dataKey;
  if (secrets.dataKey !== station.dataKey) {
    violate(world, 'open', `another data key on ${station.name}: its replica would stay shut`);
  }
  if (!secrets.account.username.endsWith(`-${station.name}`)) wrong('got another account');
  await judgeRights(world, station, person, issue, wrong);
}

/** What the screens are told somebody may do is what the certificate says that they sign with. */
async function judgeRights(
  world: World,
  station: Station,
  person: KnownPerson,
  issue: KnownIssue,
  wrong: (what: string) => void,
): Promise<void> {
  const { service, store } = station.running!;
  const newest = newestHere(world, station, person)?.certificate ?? issue.certificate;
  // An exchange that was broken off may have brought a certificate without its keys or its rest.
  if (newest !== issue.certificate && (await isWhole(station, store, newest.serial))) {
    wrong('signs with a certificate that isn’t the newest');
  }
  const told = (await service.people()).find(({ key }) => key === person.key);
  if (!told) return wrong('got in without being known');
  for (const wards of [['NOI'], ['NGOAI'], []]) {
    const shown = chartAccess(told, wards).kind;
    if (![issue.certificate, newest].some((one) => chartAccess(one, wards).kind === shown)) {
      wrong(`is shown charts as ${told.role} and signs as ${issue.certificate.role}`);
    }
  }
}

/** The issue of somebody that this station would go by: the newest that is here and in force. */
export function newestHere(
  world: World,
  station: Station,
  person: KnownPerson,
): KnownIssue | undefined {
  const { store } = station.running!;
  const held = new Set(
    [...store.documents().values()].flatMap((one) =>
      one.format === 'bedside-certificate' ? [one.serial] : [],
    ),
  );
  const isEnded = isEndedAt(world, station.name);
  return issueInForce(
    { ...person, issues: person.issues.filter(({ certificate }) => held.has(certificate.serial)) },
    (serial) => isEnded(serial) || !hasBegun(world, station, person, serial),
  );
}

async function isWhole({ folder }: Station, { documents }: Running['store'], serial: string) {
  const hasKeys = [...documents().values()].some(
    (one) => one.format === 'bedside-personal-keys' && one.certificate === serial,
  );
  return hasKeys && hasSealedDataKey(folder, serial);
}

function hasBegun(world: World, station: Station, { issues }: KnownPerson, serial: string) {
  const issue = issues.find(({ certificate }) => certificate.serial === serial);
  return clockOf(world, station) >= Date.parse(issue!.certificate.validFrom);
}

/** Whether newer keys than a password's lie here, for this workstation, and it could open with them. */
export async function isSuperseded(
  { folder }: Station,
  { store, keystore }: Running,
  serial: string,
  generation: number,
): Promise<boolean> {
  const keys = [...store.documents().values()].flatMap((one) =>
    one.format === 'bedside-personal-keys' && one.certificate === serial ? [one] : [],
  );
  const newest = Math.max(0, ...keys.map((one) => one.generation));
  if (newest <= generation || !(await hasSealedDataKey(folder, serial))) return false;
  const device = await keystore.device();
  const facts = await store.facts();
  const own = device.kind === 'secret' && enrolledAs(facts, await devicePair(device.secret));
  if (!own) return false;
  return keys.some(
    (one) =>
      one.generation === newest && (one.boxes[own] ?? facts.handed(one.digest, own)) !== undefined,
  );
}

async function isPair(publicKey: string, privateKey: string): Promise<boolean> {
  const signature = await signText(await importSigningKey(fromBase64(privateKey)), 'a pair');
  return isSignedBy(publicKey, signature, 'a pair');
}

/** After an exchange with the server: it brought everything, and whoever was ended is out. */
export async function judgeContact(
  world: World,
  station: Station,
  { service, store }: Running,
  before: { readonly ids: readonly string[]; readonly wasOpen: boolean },
): Promise<void> {
  world.tally.checked.rights += 1;
  const held = store.documents();
  if (before.ids.some((id) => !held.has(id))) {
    violate(world, 'rights', `${station.name} spoke to the server and lacks what it has of people`);
  }
  const open = service.session()?.opened.secrets.signing.certificate;
  if (open !== undefined && isEndedAt(world, station.name)(open)) {
    violate(world, 'rights', `a session on ${station.name} went on after its certificate ended`);
  }
  if (!before.wasOpen) return;
  world.tally.checked.open += 1;
  for (const { certificate, revokedAt } of (await store.facts()).directory.all) {
    if (revokedAt !== undefined || certificate.sealingKey === undefined) continue;
    const isSealed = await hasSealedDataKey(station.folder, certificate.serial);
    if (certificate.role === 'emergency') {
      judgeEnvelope(world, station, certificate.serial, isSealed);
      continue;
    }
    if (isSealed) continue;
    violate(
      world,
      'open',
      `${certificate.person} is known on ${station.name}, which was open, and can't open it`,
    );
  }
}

/** What an envelope opens here lies on the disk as long as it may open, and no longer. */
function judgeEnvelope(world: World, station: Station, serial: string, isSealed: boolean): void {
  const code = world.codes.find(({ issues }) => issues[0]!.certificate.serial === serial)!;
  const uses = usesHere(station.running!, code);
  const own = uses.filter(({ workstation }) => workstation === station.name);
  const end = Math.min(...own.map(({ until }) => Date.parse(until)));
  const nowMs = clockOf(world, station);
  const isOver = uses.length > 0 && (own.length === 0 || nowMs >= end);
  const isOpen = uses.length === 0 || (own.length > 0 && Math.max(nowMs, world.nowMs) < end);
  if (isSealed && (isOver || code.ward !== station.ward)) {
    violate(world, 'rights', `${code.key} is of no use on ${station.name}, and its key lies there`);
  }
  if (!isSealed && isOpen && code.ward === station.ward) {
    violate(world, 'open', `${code.key} is sealed for ${station.name}, and can't open it`);
  }
}
