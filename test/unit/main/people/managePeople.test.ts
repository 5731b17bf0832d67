import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueCertificate } from '../../../../shared/people/certificate.ts';
import type { PersonChange } from '../../../../shared/people/newPerson.ts';
import { statesOf } from '../../../../shared/people/account.ts';
import { newKeyPair } from '../../../../shared/people/signingKey.ts';
import { localInstant } from '../../../../shared/records/instant.ts';
import { listPeople, managePeople } from '../../../../main/people/managePeople.ts';
import type { PeopleService } from '../../../../main/people/peopleService.ts';
import {
  choosePassword,
  enrolledFacility,
  keyOf,
  openEnrolledHospital,
  shownOnce,
} from '../../../support/enrolledHospital.ts';
import type { EnrolledHospital } from '../../../support/enrolledHospital.ts';

/* What an administrator does from the screen, on real profiles against a real server. */

const own = 'mưa rào tháng sáu';
const itsOwn = 'con trâu đi trước cái cày';
let hospital: EnrolledHospital;
let administrator: string;
let nurse: string;
let here: PeopleService;
let there: PeopleService;

const asked = (request: Parameters<typeof managePeople>[2]) =>
  managePeople(here, enrolledFacility.code, request);
const account = async (key: string, at = here) =>
  (await listPeople(at)).accounts.find((one) => one.key === key)!;
const renewed = async (change: PersonChange) => {
  const done = await asked({ act: 'renew', person: nurse, change });
  if (done.kind !== 'made') throw new Error('no new certificate');
  return done.oneTimePassword;
};

beforeAll(async () => {
  hospital = await openEnrolledHospital('embedded');
  const boss = await hospital.people('add', '--name', 'KS. Bàn Văn Mẫu', '--role', 'administrator');
  administrator = keyOf(boss);
  const added = await hospital.people(
    ...['add', '--name', 'ĐD. Lò Thị Mẫu', '--role', 'nurse', '--ward', 'NOI', '--years', '1'],
  );
  nurse = keyOf(added);
  await hospital.people('emergency-code', '--ward', 'NOI');
  await hospital.enrol('may-1');
  await hospital.enrol('may-2');
  there = await hospital.open('may-2');
  await choosePassword(there, nurse, shownOnce(added), own);
  expect(await there.contact()).toBe('done');
  here = await hospital.open('may-1');
  await choosePassword(here, administrator, shownOnce(boss), itsOwn);
  expect(await here.contact()).toBe('done');
}, 90_000);
afterAll(() => hospital?.end());

test('the list has everybody with role, wards, validity and whether they ever signed in', async () => {
  expect(await account(nurse)).toMatchObject({
    role: 'nurse',
    wards: ['NOI'],
    standing: 'inForce',
    ownPassword: true,
    certificates: 1,
  });
  const made = await asked({
    act: 'add',
    person: {
      displayName: 'BS. Vừ A Mẫu',
      role: 'doctor',
      wards: ['NGOAI'],
      practiceNumber: '000123/PN-GPHN',
      years: 5,
    },
  });
  if (made.kind !== 'made') throw new Error('nobody was made');
  const doctor = await account(made.person);
  expect(doctor).toMatchObject({
    wards: ['NGOAI'],
    practiceNumber: '000123/PN-GPHN',
    ownPassword: false,
    certifiedBy: administrator,
  });
  expect(statesOf(doctor, Date.now())).toEqual(['neverSignedIn']);
  const code = (await listPeople(here)).accounts.find(({ role }) => role === 'emergency')!;
  expect(code).not.toHaveProperty('ownPassword');
  expect(statesOf(code, Date.now())).toEqual(['valid']);
}, 60_000);

test('nobody but an administrator who is signed in is given the list', async () => {
  expect((await there.signIn(nurse, own)).kind).toBe('open');
  await expect(listPeople(there)).rejects.toThrow(/Only an administrator/);
  there.endSession();
  await expect(listPeople(there)).rejects.toThrow(/Only an administrator/);
}, 60_000);

test('another role, other wards and a longer time are a new certificate with new keys; the old one ends everywhere', async () => {
  const before = (await here.store.facts()).directory.all.find(
    ({ certificate }) => certificate.person === nurse,
  )!.certificate;
  expect((await there.signIn(nurse, own)).kind).toBe('open');
  const oneTime = await renewed({
    role: 'registrar',
    wards: ['NOI', 'NGOAI'],
    practiceNumber: '000777/PN-GPHN',
    years: 5,
  });
  const after = await account(nurse);
  expect(after).toMatchObject({
    role: 'registrar',
    wards: ['NOI', 'NGOAI'],
    practiceNumber: '000777/PN-GPHN',
    standing: 'inForce',
    ownPassword: false,
    certificates: 2,
  });
  expect(Date.parse(after.validUntil)).toBeGreaterThan(Date.parse(before.validUntil));
  const { directory } = await here.store.facts();
  const all = directory.all.filter(({ certificate }) => certificate.person === nurse);
  expect(new Set(all.map(({ certificate }) => certificate.publicKey)).size).toBe(2);
  expect(directory.known(before.serial)).toMatchObject({ revokedBecause: 'superseded' });

  // The workstation that is open under this name locks, and the old password opens it no more.
  expect(await here.contact()).toBe('done');
  expect(await there.contact()).toBe('done');
  expect(there.session()).toBeUndefined();
  expect((await there.signIn(nurse, own)).kind).not.toBe('open');
  expect((await there.people()).find(({ key }) => key === nurse)).toMatchObject({
    role: 'registrar',
    wards: ['NOI', 'NGOAI'],
  });
  await choosePassword(there, nurse, oneTime, 'gió mùa đông bắc');
  expect(there.session()?.person).toBe(nurse);
}, 60_000);

test('a practice number is taken away, and what is left out stays as it was', async () => {
  const before = await account(nurse);
  await renewed({ practiceNumber: null });
  const after = await account(nurse);
  expect(after).not.toHaveProperty('practiceNumber');
  expect(after).toMatchObject({
    role: before.role,
    wards: before.wards,
    validUntil: before.validUntil,
  });
}, 60_000);

test('who was revoked is shown with the reason, and let in again by a new certificate', async () => {
  expect(await asked({ act: 'end', person: nurse, reason: 'Nghỉ sinh.' })).toEqual({
    kind: 'ended',
  });
  expect(await account(nurse)).toMatchObject({
    standing: 'revoked',
    revoked: { because: 'Nghỉ sinh.' },
  });
  await renewed({});
  expect(await account(nurse)).toMatchObject({ standing: 'inForce', ownPassword: false });
}, 60_000);

test('administrators and emergency codes are the root key’s: none is made, renewed or changed into', async () => {
  const code = (await listPeople(here)).accounts.find(({ role }) => role === 'emergency')!;
  for (const person of [administrator, code.key]) {
    await expect(asked({ act: 'renew', person })).rejects.toThrow(/root key/);
  }
  for (const role of ['administrator', 'emergency'] as const) {
    await expect(asked({ act: 'renew', person: nurse, change: { role } })).rejects.toThrow(
      /root key/,
    );
  }
}, 60_000);

test('a certificate that has ended isn’t renewed to an end that has passed', async () => {
  const issuer = (await here.issuer())!;
  const day = 86_400_000;
  const ended = await issueCertificate(
    {
      serial: crypto.randomUUID(),
      facility: enrolledFacility.code,
      person: 'cn-mau-het-han',
      displayName: 'CN. Hà Thị Mẫu',
      role: 'registrar',
      wards: [],
      publicKey: (await newKeyPair()).publicKey,
      validFrom: localInstant(new Date(Date.now() - 1000)),
      validUntil: localInstant(new Date(Date.now() - 500)),
      issuer: issuer.serial,
    },
    issuer.key,
  );
  await here.store.add([ended]);
  const { person } = ended;
  expect(statesOf(await account(person), Date.now() + day)).toEqual(['expired']);
  await expect(asked({ act: 'renew', person })).rejects.toThrow(/how many years/);
  await asked({ act: 'renew', person, change: { years: 1 } });
  expect(await account(person)).toMatchObject({ standing: 'inForce' });
}, 60_000);
