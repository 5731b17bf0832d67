import { endCertificate, makePerson, renewPerson } from '../../../main/people/administration.ts';
import { peopleDatabaseName } from '../../../shared/central/peopleDatabase.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { sealEnvelope, signInByCode, somebody } from './emergencyActs.ts';
import { exchangeRecords } from './exchangeRecords.ts';
import { issueInForce, latestPasswords } from './model.ts';
import type { KnownPerson } from './model.ts';
import { isSuperseded, judgeContact, judgeSignIn } from './oracle.ts';
import type { Operation } from './schedule.ts';
import { clockOf, enrolStation, orEnd, peopleIn, restart } from './station.ts';
import type { Running, Station } from './station.ts';
import { choosePin, hold, lock, signInWithPin } from './pinActs.ts';
import { read } from './readActs.ts';
import { write } from './writeActs.ts';
import { count } from './tally.ts';
import {
  addPerson,
  everybody,
  factsOnServer,
  isEndedAt,
  noteEnded,
  sendPeople,
  violate,
} from './world.ts';
import type { World } from './world.ts';

type Typed = Pick<
  Extract<Operation, { readonly act: 'signIn' | 'switch' | 'changePassword' }>,
  'person' | 'typed'
>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Plays one step of a schedule. */
export async function play(world: World, operation: Operation): Promise<void> {
  world.nowMs += minuteMs;
  count(world.tally.acts, operation.act);
  const station = world.stations[operation.station % world.stations.length]!;
  const random = seededRandom(operation.seed);
  world.trace?.({ ...operation, station: station.name });
  switch (operation.act) {
    case 'signIn':
      return signInAs(world, station, operation, random);
    case 'switch':
      await lock(world, station, false);
      return signInAs(world, station, operation, random);
    case 'lock':
      return lock(world, station, operation.left);
    case 'choosePin':
      return choosePin(world, station, random);
    case 'pin':
      count(world.tally.acts, `pin typed: ${operation.typed}`);
      return comeBack(world, station, operation, random);
    case 'read':
      return read(world, station);
    case 'code': {
      const { codes } = world;
      // Mostly the envelope that hangs there now.
      const place = random.chance(0.7) ? codes.length - 1 : operation.code % codes.length;
      await signInByCode(world, station, codes[place]!, operation.typed, somebody(random));
      return;
    }
    case 'sealEnvelope':
      await sealEnvelope(world, operation.ward, random);
      return;
    case 'changePassword': {
      count(world.tally.acts, operation.typed);
      const person = personAt(world, operation.person);
      if (person === world.relief) return;
      const text = passwordOf(world, person, operation.typed, random);
      await changePassword(world, station, person, text, newPassword(random));
      return;
    }
    case 'write':
      return write(world, station);
    case 'contact':
      return contact(world, station);
    case 'sync':
      return sync(world, station);
    case 'cut':
    case 'mend':
      return cable(station, operation.act === 'cut');
    case 'restart':
      await restart(world, station);
      return;
    case 'enrol':
      await enrolStation(world, random.chance(0.5) ? random.whole(0, 60) : undefined);
      return;
    case 'revoke':
      return revoke(world, personAt(world, operation.person));
    case 'renew':
      return renew(world, personAt(world, operation.person));
    case 'newRole':
      return renew(world, personAt(world, operation.person), random);
    case 'newPerson':
      if (operation.by === 'rootKey') await addPerson(world, newcomer(random));
      else await addPersonHere(world, station, random);
      return;
    case 'clock': {
      const ahead = station.aheadMs + operation.hours * hourMs;
      station.aheadMs = Math.abs(ahead) > 3 * 8766 * hourMs ? 0 : ahead;
      return;
    }
    case 'crash':
      station.running!.life.endsAfter = operation.steps;
      station.running!.life.endsBy = operation.by;
      return;
  }
}

function personAt(world: World, place: number): KnownPerson {
  return place % 8 === 7 ? world.relief : world.people[place % world.people.length]!;
}

/** Mostly whoever is in goes for a moment and comes back, or somebody else who has a PIN there. */
async function comeBack(
  world: World,
  station: Station,
  { person: place, typed: how }: Extract<Operation, { act: 'pin' }>,
  random: Random,
): Promise<void> {
  const { pins, service } = station.running!;
  const all = everybody(world);
  const inside = all.find(({ key }) => key === service.session()?.person);
  if (inside && random.chance(0.8)) await choosePin(world, station, random);
  const pinned = all.filter(({ key }) => pins.has(key));
  const person = pinned.length > 0 ? random.pick(pinned) : personAt(world, place);
  if (inside) await lock(world, station, random.chance(0.1));
  const back = inside && random.chance(0.8) ? inside : person;
  await signInWithPin(world, station, back, how);
}

function newcomer(random: Random) {
  return {
    role: random.pick(['doctor', 'nurse', 'registrar'] as const),
    wards: random.pick([[], ['NOI']]),
  };
}

const newPassword = (random: Random) => `mưa rào tháng ${random.hex(8)}`;

/** What somebody types; they know their newest password, wherever it was chosen. */
function passwordOf(
  world: World,
  person: KnownPerson,
  how: Typed['typed'],
  random: Random,
): string {
  const right = (of: KnownPerson) => latestPasswords(of.issues.at(-1)!)[0]!.text;
  switch (how) {
    case 'right':
      return right(person);
    case 'former':
      return random.pick(person.issues.flatMap(({ passwords }) => passwords)).text;
    case 'wrong':
      return 'không phải mật khẩu';
    case 'another’s':
      return right(random.pick(world.people));
  }
}

export async function signInAs(
  world: World,
  station: Station,
  { person: place, typed: how }: Typed,
  random: Random,
): Promise<void> {
  count(world.tally.acts, how);
  const person = personAt(world, place);
  const text = passwordOf(world, person, how, random);
  let ended = await signIn(world, station, person, text);
  let used = text;
  if (ended === 'wrongPassphrase' && how === 'right') {
    // Their new password isn't known here yet: after a while they try the one before.
    world.nowMs += hourMs;
    used = person.issues.at(-1)!.passwords.at(-2)?.text ?? text;
    ended = await signIn(world, station, person, used);
  }
  if (ended !== 'mustChange' || random.chance(0.2)) return;
  const own = newPassword(random);
  if (await changePassword(world, station, person, used, own)) {
    await signIn(world, station, person, own);
  }
}

/** Signs somebody in, and looks at what came of it; undefined where the process ended. */
export function signIn(world: World, station: Station, person: KnownPerson, text: string) {
  return orEnd(world, station, async (running) => {
    hold(world, station);
    const result = await running.service.signIn(person.key, text);
    await judgeSignIn(world, station, person, text, result);
    if (result.kind === 'open') running.account = result.session.opened.secrets.account;
    world.trace?.({
      signIn: person.key,
      on: station.name,
      came: result.kind,
      because: (result as { because?: string }).because,
    });
    return result.kind;
  });
}

/** Changes a password; answers whether it was acknowledged. */
export async function changePassword(
  world: World,
  station: Station,
  person: KnownPerson,
  current: string,
  wanted: string,
): Promise<boolean> {
  const { keystore } = station.running!;
  const before = await keystore.markOf(person.key);
  const issueOf = (mark: typeof before) =>
    person.issues.find(
      ({ certificate }) => certificate.serial === (mark as { certificate?: string })?.certificate,
    ) ?? person.issues.at(-1)!;
  const chosen = { text: wanted, oneTime: false, station: station.index };
  const passwords = issueOf(before).passwords.filter(({ text }) => text === current);
  const generations = passwords.map(({ generation }) => generation ?? Infinity);
  const done = await orEnd(world, station, async (running) => {
    const { serial } = issueOf(before).certificate;
    const old = await isSuperseded(station, running, serial, Math.max(0, ...generations));
    const result = await running.service.changePassword(person.key, { current, wanted, names: [] });
    world.trace?.({ changePassword: person.key, on: station.name, came: result.kind });
    if (result.kind !== 'changed') return false;
    running.pins.delete(person.key);
    world.tally.checked.rights += 1;
    const mark = await running.keystore.markOf(person.key);
    const generation = typeof mark === 'object' ? mark.generation : 1;
    issueOf(mark).passwords.push({ ...chosen, generation });
    if (old && typeof mark === 'object' && mark.certificate === serial) {
      violate(
        world,
        'rights',
        `${person.key} on ${station.name}: a password that was changed chose another`,
      );
    }
    return true;
  });
  // The process ended in it: either password may open from now on.
  if (done === undefined) issueOf(before).passwords.push({ ...chosen, generation: undefined });
  return done ?? false;
}

/** The exchange about people that the main process makes by itself each minute. */
export async function contact(world: World, station: Station): Promise<void> {
  const { couch, database } = world.central;
  const listed = await couch.change('GET', `${peopleDatabaseName(database)}/_all_docs`);
  const ids = (listed as { rows: { id: string }[] }).rows
    .map(({ id }) => id)
    .filter((id) => !id.startsWith('_'));
  const knownThere = [...world.ended].filter(([, places]) => places.has('server'));
  await orEnd(world, station, async (running) => {
    const wasOpen = running.service.session() !== undefined;
    const result = await running.service.contact();
    await tellReplica(running);
    if (result === 'notReached' && !running.life.cut && !running.life.ended) {
      violate(world, 'open', `${station.name} doesn't reach its server over a sound line`);
    }
    if (result !== 'done') return;
    for (const [serial] of knownThere) noteEnded(world, serial, station.name);
    for (const [serial, places] of world.ended) {
      if (places.has(station.name)) noteEnded(world, serial, 'server');
    }
    await judgeContact(world, station, running, { ids, wasOpen });
  });
}

/** The pages are told of people as the main process learns of them. */
export function tellReplica({ people, store }: Running): Promise<void> {
  return people.add(peopleIn(store));
}

export async function sync(world: World, station: Station): Promise<void> {
  await orEnd(world, station, async (running) => {
    if (running.account) await exchangeRecords(world.central, running, running.account);
  });
}

export function cable(station: Station, cut: boolean): void {
  station.cut = cut;
  station.running!.life.cut = cut;
}

/** IT ends everything that a person has. */
async function revoke(world: World, person: KnownPerson): Promise<void> {
  if (person === world.relief) return;
  const { directory } = await factsOnServer(world);
  for (const { certificate, revokedAt } of directory.all) {
    if (certificate.person !== person.key || revokedAt !== undefined) continue;
    const { issuer } = world.authority;
    const end = await endCertificate(
      certificate.serial,
      issuer,
      'Nghỉ việc.',
      new Date(world.nowMs),
    );
    await sendPeople(world, [end]);
    noteEnded(world, certificate.serial, 'server');
  }
}

/** New keys for a forgotten password, with another role where somebody's work changes. */
async function renew(world: World, person: KnownPerson, random?: Random): Promise<void> {
  if (person === world.relief) return;
  const facts = await factsOnServer(world);
  const onServer = {
    ...person,
    issues: person.issues.filter(({ certificate }) => facts.directory.known(certificate.serial)),
  };
  const old = issueInForce(onServer, isEndedAt(world, 'server'))?.certificate;
  if (!old || (random && old.role === 'administrator')) return;
  const role = old.role === 'doctor' ? ('nurse' as const) : ('doctor' as const);
  const wanted = random ? { ...old, role, wards: random.pick([[], ['NOI'], ['NGOAI']]) } : old;
  const { issuer } = world.authority;
  const made = await renewPerson(facts, issuer, wanted, new Date(world.nowMs));
  await sendPeople(world, made.documents);
  noteEnded(world, old.serial, 'server');
  const given = { text: made.oneTimePassword, oneTime: true, generation: 1, station: undefined };
  person.issues.push({ certificate: made.certificate, passwords: [given] });
}

/** An administrator who is signed in makes somebody, with or without a network. */
async function addPersonHere(world: World, station: Station, random: Random): Promise<void> {
  await orEnd(world, station, async ({ service, store }) => {
    const issuer = await service.issuer();
    if (!issuer) return;
    const facts = { ...(await store.facts()), facilityCode: world.authority.facility };
    const person = {
      displayName: `Người ${String(world.people.length + 1)}`,
      years: 5,
      ...newcomer(random),
    };
    const made = await makePerson(facts, issuer, person, new Date(clockOf(world, station)));
    await store.add(made.documents);
    count(world.tally.acts, 'newPerson by an administrator');
    const given = {
      text: made.oneTimePassword,
      oneTime: true,
      generation: 1,
      station: station.index,
    };
    world.people.push({
      key: made.certificate.person,
      issues: [{ certificate: made.certificate, passwords: [given] }],
    });
    await service.sealForNewcomers();
  });
}
