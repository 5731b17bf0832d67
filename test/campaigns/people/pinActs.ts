import type { OpenSession } from '../../../main/people/peopleService.ts';
import { pinHoldsMs, pinTries, pinWeakness } from '../../../shared/people/pin.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { latestPasswords } from './model.ts';
import type { KnownPerson } from './model.ts';
import type { PinTyped } from './schedule.ts';
import { clockOf, orEnd } from './station.ts';
import type { Running, Station } from './station.ts';
import { count } from './tally.ts';
import { everybody, isEndedAt, violate } from './world.ts';
import type { World } from './world.ts';

/** A PIN of this process, as the campaign remembers it; nothing of it outlives the process. */
export interface KnownPin {
  readonly pin: string;
  /** Since when the keys may be held: the station's clock and the right one, ms; undefined while not. */
  held: { readonly stationMs: number; readonly worldMs: number } | undefined;
  triesLeft: number;
}

/** Whoever is in chooses a PIN, with the password that they know. */
export async function choosePin(world: World, station: Station, random: Random): Promise<void> {
  await orEnd(world, station, async (running) => {
    const { service, pins } = running;
    const session = service.session();
    const issue = issueOf(world, session);
    if (!session || !issue) return;
    let pin = '';
    while (pin === '' || pinWeakness(pin)) pin = String(random.whole(100_000, 999_999));
    const password = random.chance(0.9) ? latestPasswords(issue)[0]!.text : 'không phải mật khẩu';
    const result = await service.choosePin(pin, password);
    count(world.tally.acts, `choosePin: ${result.kind}`);
    if (result.kind !== 'chosen') return;
    world.tally.checked.rights += 1;
    if (!issue.passwords.some(({ text }) => text === password)) {
      violate(world, 'rights', `a PIN on ${station.name} was chosen without the password`);
    }
    pins.set(session.person, { pin, held: undefined, triesLeft: pinTries });
  });
}

/** The end of a session, on a machine that is left or for a moment only. */
export async function lock(world: World, station: Station, left: boolean): Promise<void> {
  await orEnd(world, station, async ({ service, pins }) => {
    hold(world, station);
    service.endSession(left);
    count(world.tally.acts, left ? 'lock: left' : 'lock: for a moment');
    if (left) for (const known of pins.values()) known.held = undefined;
    if (service.session()) violate(world, 'rights', `${station.name} is locked and open`);
  });
}

/** Whoever is in leaves, or somebody else comes: from now on their PIN may give their keys back. */
export function hold(world: World, station: Station): void {
  const { service, pins } = station.running!;
  const known = pins.get(service.session()?.person ?? '');
  if (!known) return;
  known.held = { stationMs: clockOf(world, station), worldMs: world.nowMs };
  known.triesLeft = pinTries;
}

/** Somebody types a PIN at the unlock page, and what comes of it is looked at. */
export async function signInWithPin(
  world: World,
  station: Station,
  person: KnownPerson,
  how: PinTyped,
): Promise<void> {
  await orEnd(world, station, async (running) => {
    if (running.service.session()) return;
    const known = running.pins.get(person.key);
    const right = known?.pin ?? '271828';
    const wrong = right === '314159' ? '161803' : '314159';
    const tries =
      how === 'right' ? [right] : how === 'wrong' ? [wrong] : [wrong, wrong, wrong, right];
    for (const pin of tries) {
      const allowed = known !== undefined && pin === known.pin && isHeld(world, station, known);
      const result = await running.service.signInWithPin(person.key, pin);
      count(world.tally.acts, `pin: ${result.kind}`);
      world.tally.checked.rights += 1;
      if (known && pin !== known.pin) known.triesLeft -= 1;
      if (result.kind !== 'open') continue;
      if (!allowed)
        violate(world, 'rights', `a PIN let ${person.key} into ${station.name}: ${how}`);
      if (known) known.held = undefined;
      running.account = result.session.opened.secrets.account;
      judgeOpened(world, station, person, running, result.session);
    }
  });
}

function isHeld(world: World, station: Station, { held, triesLeft }: KnownPin): boolean {
  if (!held || triesLeft <= 0) return false;
  const elapsedMs = Math.max(clockOf(world, station) - held.stationMs, world.nowMs - held.worldMs);
  return elapsedMs < pinHoldsMs;
}

function judgeOpened(
  world: World,
  station: Station,
  person: KnownPerson,
  { service }: Running,
  { person: key, opened, emergency }: OpenSession,
): void {
  const wrong = (what: string) =>
    violate(world, 'rights', `${person.key} on ${station.name}, by a PIN: ${what}`);
  const { certificate } = opened.secrets.signing;
  const issue = person.issues.find((one) => one.certificate.serial === certificate);
  if (key !== person.key || service.session()?.person !== key || !issue) {
    return wrong('got in as somebody else');
  }
  if (isEndedAt(world, station.name)(certificate))
    wrong('got in after their certificate was ended');
  if (clockOf(world, station) > Date.parse(issue.certificate.validUntil)) {
    wrong('got in after their certificate had run out');
  }
  if (emergency && clockOf(world, station) >= Date.parse(emergency.until)) {
    wrong('got in after the time of a code was over');
  }
  if (opened.secrets.dataKey !== station.dataKey) {
    violate(world, 'open', `a PIN on ${station.name} gave another data key`);
  }
}

/** The certificate that a session signs with, and its passwords. */
export function issueOf(world: World, session: OpenSession | undefined) {
  const serial = session?.opened.secrets.signing.certificate;
  return everybody(world)
    .flatMap(({ issues }) => issues)
    .find(({ certificate }) => certificate.serial === serial);
}
