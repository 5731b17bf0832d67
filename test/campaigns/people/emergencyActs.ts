import { endCertificate, makePerson } from '../../../main/people/administration.ts';
import { newEmergencyCode } from '../../../shared/people/emergencyCode.ts';
import type { EmergencyUse } from '../../../shared/people/emergencyUse.ts';
import { emergencyReasons } from '../../../shared/records/credential.ts';
import type { EmergencyUser } from '../../../shared/records/credential.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import type { SignInResult } from '../../../main/people/peopleService.ts';
import { latestPasswords } from './model.ts';
import type { KnownCode } from './model.ts';
import { judgeSignIn } from './oracle.ts';
import { hold } from './pinActs.ts';
import type { CodeTyped } from './schedule.ts';
import { clockOf, orEnd, usesHere } from './station.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { factsOnServer, isEndedAt, noteEnded, sendPeople, violate } from './world.ts';
import type { World } from './world.ts';

const hourMs = 3_600_000;

/** IT seals an envelope for a ward; the ward's envelope before it ends, as `emergency-code` does. */
export async function sealEnvelope(world: World, ward: string, random: Random): Promise<KnownCode> {
  const hours = random.pick([1, 8, 72]);
  const wanted = {
    displayName: `Mã khẩn cấp ${ward}`,
    role: 'emergency' as const,
    wards: [ward],
    years: random.pick([1, 5]),
    emergencyHours: hours,
  };
  const { issuer } = world.authority;
  const now = new Date(world.nowMs);
  const { certificate, oneTimePassword, documents } = await makePerson(
    await factsOnServer(world),
    issuer,
    wanted,
    now,
  );
  await sendPeople(world, documents);
  for (const before of world.codes) {
    const { serial } = before.issues[0]!.certificate;
    if (before.ward !== ward || isEndedAt(world, 'server')(serial)) continue;
    await sendPeople(world, [await endCertificate(serial, issuer, 'superseded', now)]);
    noteEnded(world, serial, 'server');
  }
  const password = { text: oneTimePassword, oneTime: false, generation: 1, station: undefined };
  const code: KnownCode = {
    key: certificate.person,
    issues: [{ certificate, passwords: [password] }],
    ward,
    hours,
    uses: [],
  };
  world.codes.push(code);
  return code;
}

/** Who opens an envelope: two may come with the same one. */
export function somebody(random: Random): EmergencyUser {
  return {
    name: `BS. Trực ${random.pick(['Một', 'Hai', 'Ba'])}`,
    reason: random.pick(emergencyReasons),
  };
}

/** Somebody types a code at the unlock page, and what comes of it is looked at. */
export async function signInByCode(
  world: World,
  station: Station,
  code: KnownCode,
  how: CodeTyped,
  user: EmergencyUser,
): Promise<SignInResult | undefined> {
  const { text } = latestPasswords(code.issues[0]!)[0]!;
  const typed =
    how === 'wrong' ? newEmergencyCode() : how === 'mistyped' ? mistyped(text) : text.toUpperCase();
  count(world.tally.acts, `code typed: ${how}`);
  return orEnd(world, station, async (running) => {
    hold(world, station);
    const before = usesHere(running, code);
    const given = how === 'nameless' ? undefined : user;
    const result = await running.service.signIn(code.key, typed, given);
    await judgeSignIn(world, station, code, typed === text.toUpperCase() ? text : typed, result);
    const came = result.kind === 'notLetIn' ? result.because : result.kind;
    count(world.tally.acts, `code: ${came}`);
    world.trace?.({ code: code.key, on: station.name, typed: how, came });
    if (result.kind === 'open') {
      running.account = result.session.opened.secrets.account;
      await judgeOpened(world, station, code, before, given);
    }
    if (result.kind === 'notLetIn') judgeShut(world, station, code, before, result.because);
    return result;
  });
}

/** One letter is another: the code's own check finds it. */
function mistyped(code: string): string {
  return `${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`;
}

/** When the first use on this workstation says that the code ends there, ms; undefined before it. */
export function endsHere(uses: readonly EmergencyUse[], { name }: Station): number | undefined {
  const ends = uses.filter((use) => use.workstation === name).map(({ until }) => Date.parse(until));
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** A code let somebody in: once, on one workstation, for its hours, by a name that is written down. */
async function judgeOpened(
  world: World,
  station: Station,
  code: KnownCode,
  before: readonly EmergencyUse[],
  user: EmergencyUser | undefined,
): Promise<void> {
  const running = station.running!;
  const wrong = (what: string) =>
    violate(world, 'rights', `${code.key} on ${station.name}, by its code: ${what}`);
  world.tally.checked.rights += 1;
  if (!user) return wrong('let in somebody without a name');
  if (code.ward !== station.ward) wrong(`opened a workstation of ${station.ward}`);
  const nowMs = clockOf(world, station);
  const end = endsHere(before, station);
  if (before.length > 0 && end === undefined) wrong('opened after it was used elsewhere');
  if (end !== undefined && nowMs >= end) wrong('opened after its time was over');
  // What ends a session early would do it now.
  await new Promise((resolve) => setTimeout(resolve, 5));
  const session = running.service.session();
  if (session?.person !== code.key || !session.emergency) {
    return violate(world, 'open', `a code that opened ${station.name} was out at once`);
  }
  const { until, name, reason } = session.emergency;
  const longestMs = Math.max(nowMs, world.nowMs) + code.hours * hourMs;
  if (Date.parse(until) > longestMs) wrong('opened for longer than it may');
  if (end !== undefined && Date.parse(until) > end) wrong('gave whoever came second more time');
  if (name !== user.name || reason !== user.reason) wrong('took somebody for somebody else');
  const use = { station: station.index, name: user.name };
  if (!isTold(usesHere(running, code), station, use)) {
    wrong('opened, and nothing says who came');
  }
  code.uses.push(use);
}

/** A code that nobody used, or whose hours aren't over where it was used, isn't answered as used. */
function judgeShut(
  world: World,
  station: Station,
  code: KnownCode,
  before: readonly EmergencyUse[],
  because: string,
): void {
  const end = endsHere(before, station) ?? 0;
  const isOpen = before.length === 0 || Math.max(world.nowMs, clockOf(world, station)) < end;
  if ((because !== 'used' || !isOpen) && because !== 'otherWard') return;
  if (because === 'otherWard' && code.ward !== station.ward) return;
  violate(
    world,
    'open',
    `${code.key} was kept out of ${station.name} as ${because}, and there is nothing against it`,
  );
}

/** Whether one of these tells of a use: who came, and where. */
export function isTold(
  uses: readonly EmergencyUse[],
  { name: workstation }: Station,
  { name }: KnownCode['uses'][number],
): boolean {
  return uses.some((use) => use.workstation === workstation && use.name === name);
}
