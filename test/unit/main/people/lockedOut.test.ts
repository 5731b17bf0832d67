import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endCertificate, makePerson } from '../../../../main/people/administration.ts';
import { addPerson, closeWorld, openWorld, sendPeople } from '../../../campaigns/people/world.ts';
import type { World } from '../../../campaigns/people/world.ts';
import { enrolStation } from '../../../campaigns/people/station.ts';
import type { Station } from '../../../campaigns/people/station.ts';
import type { KnownPerson } from '../../../campaigns/people/model.ts';

/* What `npm run chaos -- --people` found, each by itself: who was let in or kept out wrongly. */

let world: World;
let first: Station;
beforeEach(async () => {
  world = await openWorld(1);
  first = (await enrolStation(world))!;
});
afterEach(() => closeWorld(world));

const dayMs = 86_400_000;
const service = (station: Station) => station.running!.service;
const given = (person: KnownPerson) => person.issues.at(-1)!.passwords[0]!.text;

/** Signs in with the one-time password, chooses this one, and signs in with it. */
async function chooses(person: KnownPerson, station: Station, wanted: string): Promise<void> {
  const change = { current: given(person), wanted, names: [] };
  expect(await service(station).signIn(person.key, change.current)).toEqual({ kind: 'mustChange' });
  expect(await service(station).changePassword(person.key, change)).toEqual({ kind: 'changed' });
  expect((await service(station).signIn(person.key, wanted)).kind).toBe('open');
}

const revoke = async ({ issues }: KnownPerson) =>
  sendPeople(world, [
    await endCertificate(
      issues[0]!.certificate.serial,
      world.authority.issuer,
      'Nghỉ việc.',
      new Date(world.nowMs),
    ),
  ]);

test('the contact that ends the last session lets in whoever came to be known in it', async () => {
  const [, nurse] = world.people as [KnownPerson, KnownPerson];
  await chooses(nurse, first, 'mưa rào tháng sáu');
  await service(first).contact();
  const newcomer = await addPerson(world, { role: 'doctor' });
  await revoke(nurse);
  expect(await service(first).contact()).toBe('done');
  expect(service(first).session()).toBeUndefined();
  expect(await service(first).signIn(newcomer.key, given(newcomer))).toEqual({
    kind: 'mustChange',
  });
});

test('a password that was changed on another workstation chooses no other one', async () => {
  const [, nurse] = world.people as [KnownPerson, KnownPerson];
  await chooses(nurse, first, 'mưa rào tháng sáu');
  await service(first).contact();
  const second = (await enrolStation(world))!;
  expect((await service(second).signIn(nurse.key, 'mưa rào tháng sáu')).kind).toBe('open');
  const change = { current: 'mưa rào tháng sáu', wanted: 'gió mùa đông bắc', names: [] };
  expect(await service(first).changePassword(nurse.key, change)).toEqual({ kind: 'changed' });
  // A workstation that came from a stick is known to the others from its first contact on.
  for (const station of [second, first, second]) await service(station).contact();
  const back = { ...change, wanted: 'kẻ khác đã biết' };
  expect((await service(second).changePassword(nurse.key, back)).kind).toBe('wrongPassphrase');
  expect((await service(second).signIn(nurse.key, 'gió mùa đông bắc')).kind).toBe('open');
});

test('what an administrator makes on a machine whose clock is years behind is believed', async () => {
  const [administrator] = world.people as [KnownPerson];
  await chooses(administrator, first, 'mưa rào tháng sáu');
  const issuer = (await service(first).issuer())!;
  const { store } = first.running!;
  const facts = { ...(await store.facts()), facilityCode: world.authority.facility };
  const person = { displayName: 'ĐD. Lò Thị Mẫu', role: 'nurse' as const, wards: [], years: 20 };
  const longAgo = new Date(world.nowMs - 3000 * dayMs);
  const made = await makePerson(facts, issuer, person, longAgo);
  await store.add(made.documents);
  const { serial } = made.certificate;
  expect((await store.facts()).directory.known(serial)?.certificate.person).toBe(
    made.certificate.person,
  );
});

test('a clock that was years ahead, in a contact too, keeps nobody out once it is right', async () => {
  // Somebody whom the workstation knew at its enrolment opens it; the contact brings the others.
  await chooses(world.relief, first, 'trăng tháng tám');
  await service(first).contact();
  const nurse = await addPerson(world, { role: 'nurse', years: 1 });
  const long = await addPerson(world, { role: 'doctor', years: 20 });
  await service(first).contact();
  await chooses(nurse, first, 'mưa rào tháng sáu');
  await chooses(long, first, 'nắng cuối mùa thu');
  for (const inContact of [false, true]) {
    first.aheadMs = 3 * 365 * dayMs;
    expect((await service(first).signIn(long.key, 'nắng cuối mùa thu')).kind).toBe('open');
    if (inContact) expect(await service(first).contact()).toBe('done');
    first.aheadMs = 0;
    expect((await service(first).signIn(nurse.key, 'mưa rào tháng sáu')).kind).toBe('open');
  }
});

/** Plays a contact with a server whose clock is so far ahead. */
async function contactWithServerAhead(station: Station, aheadMs: number): Promise<void> {
  const ask = globalThis.fetch;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (...request) => {
    const answer = await ask(...request);
    const headers = new Headers(answer.headers);
    headers.set('date', new Date(world.nowMs + aheadMs).toUTCString());
    const bodiless = [204, 304].includes(answer.status);
    return new Response(bodiless ? null : await answer.arrayBuffer(), {
      status: answer.status,
      headers,
    });
  });
  try {
    expect(await service(station).contact()).toBe('done');
  } finally {
    vi.restoreAllMocks();
  }
}

async function nurseForAYear(): Promise<KnownPerson> {
  await chooses(world.relief, first, 'trăng tháng tám');
  await service(first).contact();
  const nurse = await addPerson(world, { role: 'nurse', years: 1 });
  await service(first).contact();
  await chooses(nurse, first, 'mưa rào tháng sáu');
  return nurse;
}

test('a server whose clock is years ahead keeps nobody out', async () => {
  const nurse = await nurseForAYear();
  await contactWithServerAhead(first, 3 * 365 * dayMs);
  expect((await service(first).signIn(nurse.key, 'mưa rào tháng sáu')).kind).toBe('open');
});

test('a clock that is set back revives no certificate that has ended, with a contact or without', async () => {
  const nurse = await nurseForAYear();
  const ended = { kind: 'notLetIn', because: 'ended' };
  first.aheadMs = 2 * 365 * dayMs;
  await contactWithServerAhead(first, 2 * 365 * dayMs);
  expect(await service(first).signIn(nurse.key, 'mưa rào tháng sáu')).toEqual(ended);
  first.aheadMs = 0;
  expect(await service(first).signIn(nurse.key, 'mưa rào tháng sáu')).toEqual(ended);
  await contactWithServerAhead(first, 2 * 365 * dayMs);
  expect(await service(first).signIn(nurse.key, 'mưa rào tháng sáu')).toEqual(ended);
});

test('server and clock that were years ahead together keep nobody out once a contact says that they are right', async () => {
  const nurse = await nurseForAYear();
  first.aheadMs = 3 * 365 * dayMs;
  await contactWithServerAhead(first, 3 * 365 * dayMs);
  first.aheadMs = 0;
  expect(await service(first).contact()).toBe('done');
  expect((await service(first).signIn(nurse.key, 'mưa rào tháng sáu')).kind).toBe('open');
});

test('who deletes the entry of a person and its counter gains no guess: a newcomer has a counter too', async () => {
  const nurse = await nurseForAYear();
  const keystore = path.join(first.folder, 'keystore');
  const guesses = async () => {
    const waits: unknown[] = [];
    for (const guess of ['một', 'hai', 'ba', 'bốn']) {
      waits.push(await service(first).signIn(nurse.key, guess));
    }
    return waits;
  };
  await guesses();
  await service(first).contact();
  for (const kind of ['person', 'attempts']) {
    await fs.rm(path.join(keystore, `${kind}-${nurse.key}.json`));
  }
  expect(await service(first).signIn(nurse.key, 'năm')).toEqual({
    kind: 'wrongPassphrase',
    retryAfterSeconds: 300,
  });
});
