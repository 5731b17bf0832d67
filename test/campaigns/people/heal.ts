import { endOf } from '../../../shared/people/peopleDirectory.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { checkEnvelopes } from './healEnvelopes.ts';
import { changePassword, cable, contact, signIn, sync } from './acts.ts';
import { issueInForce, latestPasswords } from './model.ts';
import type { KnownIssue, KnownPerson } from './model.ts';
import type { Station } from './station.ts';
import { isEndedAt, isMadeInVain, violate } from './world.ts';
import type { World } from './world.ts';

/** Longer than any lockout. */
export const lockoutMs = 31 * 60_000;

/**
 * The end of a seed: cables are in, clocks are right, nobody is in a hurry. Whoever is entitled gets
 * in everywhere, whoever isn't nowhere, and everything that was acknowledged is on the server and on
 * every workstation, signed by whoever was signed in.
 */
export async function healAndCheck(world: World): Promise<void> {
  for (const station of world.stations) {
    cable(station, false);
    station.aheadMs = 0;
    station.running!.life.endsAfter = undefined;
  }
  for (const station of world.stations) {
    await mustOpen(world, station, world.relief, world.relief.issues[0]!);
  }
  for (let round = 0; round < 3; round += 1) {
    for (const station of world.stations) {
      await contact(world, station);
      await sync(world, station);
    }
  }
  for (const person of world.people) await checkPerson(world, person);
  await checkEnvelopes(world);
  await checkEntries(world);
}

/** Somebody with a certificate in force gets in; somebody whose last one was ended doesn't. */
async function checkPerson(world: World, person: KnownPerson): Promise<void> {
  const issue = issueInForce(person, isEndedAt(world, 'server'));
  if (issue && isMadeInVain(world, issue.certificate)) return;
  const hasRunOut = issue && world.nowMs > Date.parse(issue.certificate.validUntil);
  // First where they chose their password last: others learn of it from there.
  const last = issue?.passwords.at(-1)?.station;
  const stations = [...world.stations].sort(
    (a, b) => Number(b.index === last) - Number(a.index === last),
  );
  for (const station of stations) {
    await contact(world, station);
    if (issue && !hasRunOut) {
      await mustOpen(world, station, person, issue);
      await contact(world, station);
    } else {
      await mustStayOut(world, station, person);
    }
  }
}

export async function mustOpen(
  world: World,
  station: Station,
  person: KnownPerson,
  issue: KnownIssue,
): Promise<void> {
  world.tally.checked.open += 1;
  const came: (string | undefined)[] = [];
  for (const password of latestPasswords(issue)) {
    world.nowMs += lockoutMs;
    let kind = await signIn(world, station, person, password.text);
    if (kind === 'wrongPassphrase') {
      // After a clock that was ahead the wait is counted from now on.
      world.nowMs += lockoutMs;
      kind = await signIn(world, station, person, password.text);
    }
    if (kind === 'open') return;
    came.push(kind);
    if (kind !== 'mustChange') continue;
    const own = `mưa rào sau cùng ${String(world.nowMs)}`;
    if (await changePassword(world, station, person, password.text, own)) {
      if ((await signIn(world, station, person, own)) === 'open') return;
    }
  }
  violate(
    world,
    'open',
    `${person.key} can't open ${station.name}: ${came.join(', ')} (${String(issue.passwords.length)} passwords)`,
  );
}

async function mustStayOut(world: World, station: Station, person: KnownPerson): Promise<void> {
  for (const { passwords } of person.issues) {
    for (const { text } of passwords) {
      world.nowMs += lockoutMs;
      // What it comes to is looked at by `signIn` itself.
      await signIn(world, station, person, text);
    }
  }
}

async function checkEntries(world: World): Promise<void> {
  for (const station of world.stations) await sync(world, station);
  for (const station of world.stations) await sync(world, station);
  const { couch, database } = world.central;
  const { rows } = (await couch.change('POST', `${database}/_all_docs?include_docs=true`, {
    keys: world.entries.map(({ id }) => id),
  })) as { rows: { doc?: { course?: string } }[] };
  for (const [place, entry] of world.entries.entries()) {
    world.tally.checked.kept += 1;
    world.tally.checked.author += 1;
    if (rows[place]?.doc?.course !== entry.text) {
      violate(world, 'kept', `an entry of ${entry.person} is not on the server`);
    }
    for (const { name, running } of world.stations) {
      const { replica, people } = running!;
      const shown = (await replica.shown({ id: entry.id, kind: 'note' }).catch(() => undefined)) as
        Pick<RecordOf<'note'>, 'course' | 'recordedBy' | 'credential'> | undefined;
      if (shown?.course !== entry.text || shown.recordedBy !== entry.person) {
        violate(world, 'kept', `an entry of ${entry.person} isn't shown on ${name}`);
      }
      if (shown?.credential?.emergency?.name !== entry.emergency) {
        violate(world, 'author', `an entry by a code doesn't say on ${name} who came by it`);
      }
      const known = people.directory().known(entry.certificate);
      const expected = known ? endOf(known, entry.at) : 'unknownCertificate';
      const doubt = replica.doubts().get(entry.id);
      const isTheirs = known?.certificate.person === entry.person;
      if (doubt !== expected || !isTheirs) {
        violate(
          world,
          'author',
          `an entry of ${entry.person} is ${doubt ?? 'verified'} on ${name}, and should be ${expected ?? 'verified'}`,
        );
      }
    }
  }
  for (const { name, running } of world.stations) {
    for (const { reason } of running!.replica.withheld()) {
      violate(world, 'author', `an honest entry is set aside on ${name}: ${reason}`);
    }
  }
}
