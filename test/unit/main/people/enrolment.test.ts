import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority, facilityDocument } from '../../../../main/enrolment/authority.ts';
import type { Authority } from '../../../../main/enrolment/authority.ts';
import { newCode, parseCode } from '../../../../main/enrolment/code.ts';
import { enrolWorkstation } from '../../../../main/enrolment/enrolWorkstation.ts';
import { issueCode } from '../../../../main/enrolment/issueCode.ts';
import type { IssuedCode } from '../../../../main/enrolment/issueCode.ts';
import { openKeystore } from '../../../../main/keystore/keystore.ts';
import { endCertificate, makePerson } from '../../../../main/people/administration.ts';
import type { MadePerson } from '../../../../main/people/administration.ts';
import { managePeople } from '../../../../main/people/managePeople.ts';
import { exchangePeople, readAllPeople } from '../../../../main/people/exchangePeople.ts';
import { openPeopleService } from '../../../../main/people/peopleService.ts';
import type { PeopleService } from '../../../../main/people/peopleService.ts';
import { openPeopleStore } from '../../../../main/people/peopleStore.ts';
import { readProfile } from '../../../../main/profile/profileFile.ts';
import { readPeopleFacts } from '../../../../shared/people/peopleFacts.ts';
import { centralKinds, openTestCentral } from '../../../support/central.ts';
import type { TestCentral } from '../../../support/central.ts';
import { openEnrolledHospital, shownOnce } from '../../../support/enrolledHospital.ts';
import { smallFacility } from '../../../support/workstation.ts';

describe('a code', () => {
  test('is read in any case and grouping, and with letters that look like digits', () => {
    const code = newCode();
    const typed = code.text.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O');
    expect(parseCode(typed)).toEqual(code);
  });

  test('with any one letter changed is none', () => {
    const letters = newCode().text.replaceAll('-', '');
    for (const place of letters.slice(0, 15).split('').keys()) {
      const other = letters[place] === 'z' ? 'y' : 'z';
      expect(parseCode(`${letters.slice(0, place)}${other}${letters.slice(place + 1)}`)).toBe(
        undefined,
      );
    }
  });
});

describe('a code without an agreed port', () => {
  test('gives one, whose pages the server answers: another origin would never sync', async () => {
    const hospital = await openEnrolledHospital('embedded');
    const { port } = await readProfile(await hospital.enrol('may-1'));
    const origin = `http://127.0.0.1:${port}`;
    const answer = await fetch(hospital.central.url, { headers: { Origin: origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    await hospital.end();
  }, 60_000);

  test('is refused where a program of this computer holds its port, before anything is claimed', async () => {
    const hospital = await openEnrolledHospital('embedded');
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const asked = ['--workstation', 'may-1', '--port', port];
    const code = shownOnce(await hospital.people('enrol-code', ...asked));
    const folder = path.join(hospital.folder, 'taken');
    const enrol = () => enrolWorkstation({ folder, code, from: { url: hospital.central.url } });
    await expect(enrol()).rejects.toThrow(new RegExp(`Port ${port}[^]+--port`));
    other.close();
    await once(other, 'close');
    expect((await enrol()).port).toBe(Number(port));
    await hospital.end();
  }, 60_000);
});

describe.each(centralKinds())('enrolling workstations: %s', (kind) => {
  let central: TestCentral;
  let authority: Authority;
  let folder: string;
  let first: IssuedCode;
  let nurse: MadePerson;
  const [station1, station2] = smallFacility.workstations;

  const facts = async () => ({
    ...(await readPeopleFacts(
      { facility: authority.facility, rootKey: authority.rootKey },
      await readAllPeople(central.couch, central.database),
    )),
    facilityCode: authority.facility,
  });
  const send = async (documents: readonly Parameters<typeof store.add>[0][number][]) => {
    const kept = await openPeopleStore(await fs.mkdtemp(path.join(folder, 'it-')), {
      facility: authority.facility,
      rootKey: authority.rootKey,
    });
    await kept.add(documents);
    await exchangePeople(kept, {
      url: central.url,
      database: central.database,
      account: central.admin,
    });
  };
  let store: Awaited<ReturnType<typeof openPeopleStore>>;
  const issue = async (workstation = station1!, hours = 48) =>
    issueCode({
      authority,
      url: central.url,
      admin: central.admin,
      database: central.database,
      documents: await readAllPeople(central.couch, central.database),
      workstation,
      hours,
    });
  const open = async (name: string, now?: () => number): Promise<PeopleService> => {
    const at = path.join(folder, name);
    const profile = await readProfile(at);
    store = await openPeopleStore(at, {
      facility: authority.facility,
      rootKey: authority.rootKey,
    });
    return openPeopleService({
      folder: at,
      profile,
      keystore: openKeystore({ folder: at, profile: profile.replicaName }),
      store,
      centralUrl: central.url,
      everyMs: 0,
      ...(now ? { clocks: { nowMs: now } } : {}),
    });
  };

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-enrol-'));
    central = await openTestCentral({ kind });
    authority = await createAuthority(
      path.join(folder, 'authority.json'),
      smallFacility.code,
      'một câu không ai đoán',
    );
    store = await openPeopleStore(folder, {
      facility: authority.facility,
      rootKey: authority.rootKey,
    });
    await send([await facilityDocument(authority, smallFacility, 30)]);
    const person = { displayName: 'ĐD. Lò Thị Mẫu', role: 'nurse', wards: [], years: 1 } as const;
    nurse = await makePerson(await facts(), authority.issuer, { ...person, wards: [] }, new Date());
    await send(nurse.documents);
    first = await issue();
  }, 60_000);
  afterAll(async () => {
    await central.remove();
    await fs.rm(folder, { recursive: true, force: true });
  });

  test('online: a code makes a workstation once, and a person with a one-time password signs in', async () => {
    const at = path.join(folder, 'may-1');
    await enrolWorkstation({ folder: at, code: first.code, from: { url: central.url } });
    const again = path.join(folder, 'may-1-again');
    await expect(
      enrolWorkstation({ folder: again, code: first.code, from: { url: central.url } }),
    ).rejects.toThrow(/used for another workstation/);
    await expect(fs.stat(again)).rejects.toThrow();
    const people = await open('may-1');
    const { person } = nurse.certificate;
    expect(await people.signIn(person, nurse.oneTimePassword)).toEqual({ kind: 'mustChange' });
    const change = { current: nurse.oneTimePassword, wanted: 'mưa rào tháng sáu', names: [] };
    expect(await people.changePassword(person, change)).toEqual({ kind: 'changed' });
    expect(await people.signIn(person, change.wanted)).toMatchObject({ kind: 'open' });
    expect(await people.contact()).toBe('done');
    await people.close();
  }, 90_000);

  test('offline, from a stick: the newest password opens, and the server hears of it at the first contact', async () => {
    const issued = await issue(station2);
    const file = path.join(folder, 'stick.json');
    await fs.writeFile(file, JSON.stringify(issued.invitation));
    const at = path.join(folder, 'may-2');
    await enrolWorkstation({ folder: at, code: issued.code, from: { file } });
    const people = await open('may-2');
    const { person } = nurse.certificate;
    expect((await people.signIn(person, nurse.oneTimePassword)).kind).toBe('wrongPassphrase');
    expect(await people.signIn(person, 'mưa rào tháng sáu')).toMatchObject({
      kind: 'open',
      session: { verification: { kind: 'unverified' } },
    });
    expect(await people.contact()).toBe('done');
    expect((await facts()).workstations).toHaveLength(2);
    await people.close();
  }, 90_000);

  test('a password changed on one workstation opens the others from their next contact, and the old one no more', async () => {
    const { person } = nurse.certificate;
    const one = await open('may-1');
    expect((await one.signIn(person, 'mưa rào tháng sáu')).kind).toBe('open');
    const change = { current: 'mưa rào tháng sáu', wanted: 'gió mùa đông bắc', names: [] };
    expect(await one.changePassword(person, change)).toEqual({ kind: 'changed' });
    await one.contact();
    await one.close();
    const two = await open('may-2');
    expect((await two.signIn(person, change.current)).kind).toBe('open');
    await two.contact();
    expect((await two.signIn(person, change.current)).kind).toBe('wrongPassphrase');
    expect((await two.signIn(person, change.wanted)).kind).toBe('open');
    await two.close();
  }, 90_000);

  test('without the device secret the right password opens nothing of a copied profile', async () => {
    const copy = path.join(folder, 'copy');
    await fs.cp(path.join(folder, 'may-1'), copy, { recursive: true });
    const secret = path.join(copy, 'device-secret.json');
    await fs.rm(secret);
    const { person } = nurse.certificate;
    const { replicaName } = await readProfile(copy);
    const keystore = openKeystore({ folder: copy, profile: replicaName });
    expect(await keystore.open(person, 'gió mùa đông bắc')).toEqual({
      kind: 'keystoreDamaged',
      detail: 'deviceSecretMissing',
    });
    // Another machine's secret in its place: neither the entry nor the synced keys open.
    await fs.cp(path.join(folder, 'may-2', 'device-secret.json'), secret);
    await fs.rm(path.join(copy, 'keystore', `person-${person}.json`));
    const people = await open('copy');
    expect((await people.signIn(person, 'gió mùa đông bắc')).kind).not.toBe('open');
    await people.close();
  }, 60_000);

  test('an administrator on a workstation makes somebody who signs in there at once; nobody else may, and none makes administrators', async () => {
    const admin = { displayName: 'KS. Bàn Văn Mẫu', role: 'administrator', years: 1 } as const;
    const boss = await makePerson(
      await facts(),
      authority.issuer,
      { ...admin, wards: [] },
      new Date(),
    );
    await send(boss.documents);
    const people = await open('may-1');
    const asNurse = await people.signIn(nurse.certificate.person, 'gió mùa đông bắc');
    expect(asNurse.kind).toBe('open');
    const add = (role: 'doctor' | 'administrator') =>
      managePeople(people, authority.facility, {
        act: 'add',
        person: { displayName: 'BS. Vừ A Mẫu', role, wards: [], years: 1 },
      });
    await expect(add('doctor')).rejects.toThrow(/Only an administrator/);
    await people.contact();
    const wanted = 'nương ngô bên suối';
    const { person } = boss.certificate;
    const change = { current: boss.oneTimePassword, wanted, names: [] };
    expect(await people.signIn(person, boss.oneTimePassword)).toEqual({ kind: 'mustChange' });
    expect(await people.changePassword(person, change)).toEqual({ kind: 'changed' });
    expect((await people.signIn(person, wanted)).kind).toBe('open');
    await expect(add('administrator')).rejects.toThrow(/root key/);
    const made = await add('doctor');
    if (made.kind !== 'made') throw new Error('nobody was made');
    expect(await people.signIn(made.person, made.oneTimePassword)).toEqual({ kind: 'mustChange' });
    await people.close();
  }, 90_000);

  test('days without the server mark a sign-in and keep nobody out; a clock set back gains nothing', async () => {
    const { person } = nurse.certificate;
    const day = 86_400_000;
    const verification = async (atMs: number) => {
      const people = await open('may-1', () => atMs);
      const result = await people.signIn(person, 'gió mùa đông bắc');
      await people.close();
      return result.kind === 'open' ? result.session.verification : result;
    };
    const start = Date.now();
    expect(await verification(start)).toEqual({ kind: 'verified' });
    expect(await verification(start + 26 * day)).toEqual({ kind: 'soonUnverified', days: 4 });
    const marked = { kind: 'unverified', lastContactAt: expect.any(String) as string };
    expect(await verification(start + 31 * day)).toEqual(marked);
    expect(await verification(start)).toEqual(marked);
    await fs.rm(path.join(folder, 'may-1', 'contact.json'));
    expect(await verification(start)).toEqual({ kind: 'unverified' });
  }, 90_000);

  test('who is revoked is locked out at the next contact, and let in nowhere afterwards', async () => {
    const { person, serial } = nurse.certificate;
    const people = await open('may-2');
    expect((await people.signIn(person, 'gió mùa đông bắc')).kind).toBe('open');
    await send([await endCertificate(serial, authority.issuer, 'Nghỉ việc.', new Date())]);
    let told = 0;
    people.onRevoked(() => (told += 1));
    expect(await people.contact()).toBe('done');
    expect(told).toBe(1);
    expect(people.session()).toBeUndefined();
    expect(await people.signIn(person, 'gió mùa đông bắc')).toEqual({
      kind: 'notLetIn',
      because: 'revoked',
    });
    // The workstation's account still works: what they wrote goes out.
    expect(await people.contact()).toBe('done');
    await people.close();
  }, 60_000);

  test('a code that has expired enrols nothing online, though the clock of this computer was set back', async () => {
    const longAgo = new Date(Date.now() - 30 * 86_400_000);
    const issued = await issueCode({
      authority,
      url: central.url,
      admin: central.admin,
      database: central.database,
      documents: await readAllPeople(central.couch, central.database),
      workstation: { ...station1!, key: 'may-cu', recordNumberBlock: 'C9' },
      hours: 1,
      now: longAgo,
    });
    const at = path.join(folder, 'set-back');
    const from = { url: central.url };
    await expect(
      enrolWorkstation({ folder: at, code: issued.code, from, now: longAgo }),
    ).rejects.toThrow(/time that has passed/);
    await expect(fs.stat(at)).rejects.toThrow();
  }, 60_000);

  test('wrong, foreign, expired, half-copied: a sentence, and nothing is made', async () => {
    const at = path.join(folder, 'never');
    const file = path.join(folder, 'bad.json');
    const text = JSON.stringify(first.invitation);
    const attempt = async (code: string, content: string | undefined, now = new Date()) => {
      if (content !== undefined) await fs.writeFile(file, content);
      const from = content === undefined ? { url: central.url } : { file };
      return enrolWorkstation({ folder: at, code, from, now });
    };
    await expect(attempt('KHONG-PHAI-MA', text)).rejects.toThrow(/no code/);
    await expect(attempt(newCode().text, text)).rejects.toThrow(/doesn't open this invitation/);
    await expect(attempt(newCode().text, undefined)).rejects.toThrow();
    await expect(attempt(first.code, text.slice(0, 900))).rejects.toThrow(/half copied/);
    const late = new Date(Date.now() + 72 * 3_600_000);
    await expect(attempt(first.code, text, late)).rejects.toThrow(/time that has passed/);
    await expect(fs.stat(at)).rejects.toThrow();
    const standing = path.join(folder, 'may-1');
    const before = await fs.readFile(path.join(standing, 'profile.json'), 'utf8');
    await fs.writeFile(file, text);
    await expect(
      enrolWorkstation({ folder: standing, code: first.code, from: { file } }),
    ).rejects.toThrow(/isn't empty/);
    expect(await fs.readFile(path.join(standing, 'profile.json'), 'utf8')).toBe(before);
  }, 60_000);
});
