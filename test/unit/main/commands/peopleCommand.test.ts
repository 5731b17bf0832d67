import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolWorkstation } from '../../../../main/enrolment/enrolWorkstation.ts';
import { openCouch } from '../../../../shared/central/couchHttp.ts';
import { newEmergencyCode } from '../../../../shared/people/emergencyCode.ts';
import { centralKinds } from '../../../support/central.ts';
import {
  choosePassword,
  keyOf,
  openEnrolledHospital,
  shownOnce,
} from '../../../support/enrolledHospital.ts';
import type { EnrolledHospital } from '../../../support/enrolledHospital.ts';

const hourMs = 3_600_000;
const own = 'mưa rào tháng sáu';
const user = { name: 'BS. Hà Văn Mẫu', reason: 'covering' as const };

describe.each(centralKinds())('what IT does by command: %s', (kind) => {
  let hospital: EnrolledHospital;
  let nurse: string;
  let code: string;
  let codeKey: string;

  beforeAll(async () => {
    hospital = await openEnrolledHospital(kind);
    const added = await hospital.people('add', '--name', 'ĐD. Lò Thị Mẫu', '--role', 'nurse');
    nurse = keyOf(added);
    const printed = await hospital.people('emergency-code', '--ward', 'NOI');
    code = shownOnce(printed);
    await hospital.enrol('may-1');
    const people = await hospital.open('may-1');
    codeKey = (await people.people()).find(({ emergency }) => emergency)!.key;
    await choosePassword(people, nurse, shownOnce(added), own);
    expect(await people.contact()).toBe('done');
    await people.close();
    await hospital.enrol('may-2');
  }, 90_000);
  afterAll(() => hospital?.end());

  test('emergency-code: offline it opens a workstation of the ward for somebody who says who they are, signed and for eight hours', async () => {
    let nowMs = Date.now();
    const people = await hospital.open('may-1', { offline: true, nowMs: () => nowMs });
    const typo = `${code.slice(0, -1)}${code.endsWith('Z') ? 'Y' : 'Z'}`;
    expect(await people.signIn(codeKey, typo, user)).toEqual({ kind: 'notACode' });
    expect(await people.signIn(codeKey, code)).toEqual({ kind: 'notACode' });
    // Another envelope's code: right in itself, and counted as a wrong password is.
    for (const waits of [0, 0]) {
      expect(await people.signIn(codeKey, newEmergencyCode(), user)).toEqual({
        kind: 'wrongPassphrase',
        retryAfterSeconds: waits,
      });
    }
    const signedIn = await people.signIn(codeKey, code.toLowerCase(), user);
    expect(signedIn).toMatchObject({ kind: 'open', session: { emergency: user } });
    const until = people.session()!.emergency!.until;
    expect(Date.parse(until) - nowMs).toBe(8 * hourMs);
    people.endSession(false);
    // Again after a lock, by somebody else: named too, and not a minute longer.
    nowMs += 2 * hourMs;
    await people.signIn(codeKey, code, { name: 'ĐD. Sùng Thị Mẫu', reason: 'emergency' });
    expect(people.session()!.emergency).toMatchObject({ name: 'ĐD. Sùng Thị Mẫu', until });
    expect(await people.issuer()).toBe(undefined);
    await people.close();
  }, 60_000);

  test('emergency-code: used, it is known to every workstation from its next contact, and opens no other', async () => {
    const here = await hospital.open('may-1');
    await here.signIn(nurse, own);
    expect(await here.contact()).toBe('done');
    const there = await hospital.open('may-2');
    expect((await there.signIn(nurse, own)).kind).toBe('open');
    expect(await there.contact()).toBe('done');
    expect((await there.people()).find(({ key }) => key === codeKey)?.left).toBe(true);
    expect(await there.signIn(codeKey, code, user)).toEqual({
      kind: 'notLetIn',
      because: 'used',
    });
    expect(await hospital.people('list')).toMatch(/used by BS\. Hà Văn Mẫu \(covering\) on may-1/);
    await here.close();
    await there.close();
  }, 60_000);

  test('emergency-code: after its time it opens nothing, and what it would open is gone from the disk', async () => {
    const later = () => Date.now() + 9 * hourMs;
    const people = await hospital.open('may-1', { nowMs: later });
    expect(await people.signIn(codeKey, code, user)).toEqual({ kind: 'notLetIn', because: 'used' });
    await people.signIn(nurse, own);
    await people.sealForNewcomers();
    const keys = await fs.readdir(path.join(hospital.folder, 'may-1', 'keystore'));
    expect(keys).not.toContain(`person-${codeKey}.json`);
    const serial = (await people.store.facts()).directory.all.find(
      ({ certificate }) => certificate.person === codeKey,
    )!.certificate.serial;
    expect(keys).not.toContain(`sealed-${serial}.json`);
    await people.close();
  }, 60_000);

  test('emergency-code: is replaced by another; one of another ward opens nothing here', async () => {
    expect(await hospital.people('emergency-code', '--ward', 'NOI')).toMatch(/before it has ended/);
    const foreign = shownOnce(await hospital.people('emergency-code', '--ward', 'NGOAI'));
    await expect(hospital.people('emergency-code', '--ward', 'NO')).rejects.toThrow(/NOI, NGOAI/);
    const people = await hospital.open('may-2');
    await people.signIn(nurse, own);
    expect(await people.contact()).toBe('done');
    const codes = (await people.people()).filter(({ emergency }) => emergency);
    expect(codes.map(({ left = false, wards }) => [left, wards?.[0]]).sort()).toEqual([
      [false, 'NGOAI'],
      [false, 'NOI'],
      [true, 'NOI'],
    ]);
    const { key } = codes.find(({ wards }) => wards?.[0] === 'NGOAI')!;
    expect(await people.signIn(key, foreign, user)).toEqual({
      kind: 'notLetIn',
      because: 'otherWard',
    });
    await people.close();
  }, 60_000);

  test('describe: wards, name and days without the server change on every workstation from its next contact', async () => {
    const describeIt = (...more: string[]) => hospital.people('describe', ...more);
    await expect(describeIt('--ward', 'NHI')).rejects.toThrow(/CODE=NAME/);
    await expect(describeIt('--offline-days', '0')).rejects.toThrow(/--offline-days/);
    await describeIt('--ward', 'NHI=Khoa Nhi', '--ward', 'NOI=Khoa Nội A', '--offline-days', '14');
    const here = await hospital.open('may-1');
    await here.signIn(nurse, own);
    expect(await here.contact()).toBe('done');
    const { wards, name } = await here.facility();
    expect(wards.map((ward) => [ward.code, ward.name])).toEqual(
      expect.arrayContaining([
        ['NHI', 'Khoa Nhi'],
        ['NOI', 'Khoa Nội A'],
        ['NGOAI', 'Khoa Ngoại'],
      ]),
    );
    const facts = await here.store.facts();
    expect(facts.facility?.offlineDays).toBe(14);
    await describeIt('--name', 'Bệnh viện Mẫu Mới');
    await here.contact();
    expect((await here.facility()).name).toBe('Bệnh viện Mẫu Mới');
    expect((await here.store.facts()).facility?.offlineDays).toBe(14);
    expect(name).not.toBe('Bệnh viện Mẫu Mới');
    // A description without the ward that a workstation stands in would leave it nowhere.
    const file = path.join(hospital.folder, 'smaller.json');
    const smaller = {
      ...(await here.facility()),
      wards: wards.filter(({ code }) => code === 'NHI'),
    };
    await fs.writeFile(file, JSON.stringify(smaller));
    await expect(describeIt('--hospital', file)).rejects.toThrow(/NOI stays/);
    await here.close();
  }, 60_000);

  test('enrol-code: each enrolment has a block of record numbers of its own, and none gets one that was given', async () => {
    const blockOf = (printed: string) => /numbers begin with (\S+)\.$/m.exec(printed)![1]!;
    const code = (...more: string[]) => hospital.people('enrol-code', ...more);
    const made = (await hospital.open('may-1')).store;
    const [first] = (await made.facts()).workstations.map(
      ({ document }) => document.enrolment.workstation,
    );
    const newcomer = ['--workstation', 'may-8', '--name', 'Máy 8', '--ward', 'NOI'];
    for (const taken of [first!.recordNumberBlock]) {
      await expect(code(...newcomer, '--block', taken)).rejects.toThrow(/were given already, by/);
    }
    expect(blockOf(await code(...newcomer, '--block', 'Y1'))).toBe('Y1');
    // A code that still waits has its block too, and the next one for the same machine another.
    await expect(code(...newcomer, '--block', 'Y1')).rejects.toThrow(/a code that waits/);
  }, 60_000);

  test('enrol-code: a workstation that is in service is cut off by a code, so it gets none before that was said', async () => {
    const people = await hospital.open('may-2');
    await people.signIn(nurse, own);
    expect(await people.contact()).toBe('done');
    const code = (...more: string[]) =>
      hospital.people('enrol-code', '--workstation', 'may-2', ...more);
    await expect(code('--block', 'Y2')).rejects.toThrow(
      /may-2 is in service since .* cuts it off at once: what was written on it .* --replace/,
    );
    // Nothing was done: its account is the one that it has.
    expect(await people.contact()).toBe('done');
    const printed = await code('--block', 'Y2', '--replace');
    expect(printed).toMatch(/may-2 was enrolled as until now reaches the server no more/);
    await expect.poll(() => people.contact(), { timeout: 15_000 }).toBe('notReached');
    await people.close();
    await fs.rm(path.join(hospital.folder, 'may-2'), { recursive: true });
    const from = { url: hospital.central.url };
    const folder = path.join(hospital.folder, 'may-2');
    await enrolWorkstation({ folder, code: shownOnce(printed), from });
    const again = await hospital.open('may-2');
    expect((await again.signIn(nurse, own)).kind).toBe('open');
    expect(await again.contact()).toBe('done');
    await again.close();
  }, 60_000);

  test('codes that were used, or whose time has passed, leave the server with the next command; one that waits stays', async () => {
    const { couch, database } = hospital.central;
    const accounts = async () => {
      const { body } = await couch.ask('GET', `${database}_enrolment/_all_docs`);
      const ids = (body as { rows: { id: string }[] }).rows.map(({ id }) => id);
      return ids.filter((id) => id.startsWith('enrol-'));
    };
    const lay = async (block: string) => {
      const before = await accounts();
      await hospital.people(
        ...`enrol-code --workstation may-9 --name Máy --ward NOI --block ${block}`.split(' '),
      );
      return (await accounts()).find((id) => !before.includes(id))!;
    };
    const waiting = await lay('Z8');
    const over = await lay('Z9');
    // may-1 and may-2 were enrolled in the beginning: their codes went with a command since.
    expect(await accounts()).toEqual(expect.arrayContaining([waiting, over]));
    const user = `_users/${encodeURIComponent(`org.couchdb.user:${over}`)}`;
    const { body } = await couch.ask('GET', user);
    const past = new Date(Date.now() - hourMs).toISOString();
    await couch.change('PUT', user, { ...(body as object), validUntil: past });
    await hospital.people('workstations');
    expect(await accounts()).toContain(waiting);
    expect(await accounts()).not.toContain(over);
    expect((await couch.ask('GET', user)).status).toBe(404);
  }, 60_000);

  test('renew: a forgotten password gets new keys; the old ones end at the next contact, on every workstation', async () => {
    const here = await hospital.open('may-1');
    expect((await here.signIn(nurse, own)).kind).toBe('open');
    const oneTime = shownOnce(await hospital.people('renew', '--person', nurse));
    await expect(hospital.people('renew', '--person', 'khong-ai')).rejects.toThrow(/Nobody/);
    // Signed in with what is superseded: sealed for the new keys first, and then locked.
    expect(await here.contact()).toBe('done');
    expect(here.session()).toBe(undefined);
    expect((await here.signIn(nurse, own)).kind).toBe('wrongPassphrase');
    expect(await here.signIn(nurse, oneTime)).toEqual({ kind: 'mustChange' });
    await choosePassword(here, nurse, oneTime, 'gió mùa đông bắc');
    expect(here.session()?.person).toBe(nurse);
    expect(await here.contact()).toBe('done');
    await here.close();
    const there = await hospital.open('may-2');
    // Until it has heard of it the old password opens here, as for everybody without a network.
    expect((await there.signIn(nurse, own)).kind).toBe('open');
    expect(await there.contact()).toBe('done');
    expect((await there.signIn(nurse, 'gió mùa đông bắc')).kind).toBe('open');
    const { directory } = await there.store.facts();
    const certificates = directory.all.filter(({ certificate }) => certificate.person === nurse);
    expect(certificates.map(({ revokedAt }) => revokedAt === undefined).sort()).toEqual([
      false,
      true,
    ]);
    await there.close();
  }, 90_000);

  test('revoke-workstation: a lost one is refused at once, nothing is sealed to it any more, and the others know', async () => {
    const lost = await hospital.open('may-2');
    expect((await lost.signIn(nurse, 'gió mùa đông bắc')).kind).toBe('open');
    expect(await lost.contact()).toBe('done');
    const { account } = lost.session()!.opened.secrets;
    const couch = openCouch(hospital.central.url, account);
    expect((await couch.ask('GET', hospital.central.database)).status).toBe(200);

    await expect(
      hospital.people('revoke-workstation', '--workstation', 'may-9', '--reason', 'Mất.'),
    ).rejects.toThrow(/No workstation called may-9/);
    const add = (name: string) =>
      hospital.people(...['add', '--name', name, '--role', 'nurse', '--ward', 'NGOAI']);
    const ofOtherWard = keyOf(await add('ĐD. Lò Thị Ngoại'));
    const told = await hospital.people(
      ...['revoke-workstation', '--workstation', 'may-2', '--reason', 'Mất trộm.'],
    );
    expect(told).toContain(`people -- renew --person ${nurse}`);
    // Wrapped keys are sealed to every workstation of the hospital, whatever the ward.
    expect(told).toContain(`people -- renew --person ${ofOtherWard}`);
    await expect
      .poll(async () => (await couch.ask('GET', hospital.central.database)).status, {
        timeout: 15_000,
      })
      .toBe(401);
    expect(await lost.contact()).toBe('notReached');
    await lost.close();
    expect(await hospital.people('workstations')).toMatch(/may-2 .*revoked/);

    const here = await hospital.open('may-1');
    expect((await here.signIn(nurse, 'gió mùa đông bắc')).kind).toBe('open');
    expect(await here.contact()).toBe('done');
    const facts = await here.store.facts();
    const serialOf = (key: string) =>
      facts.workstations.find(({ document }) => document.enrolment.workstation.key === key)!;
    expect(serialOf('may-2').revoked).toBe(true);
    // What is made from now on is for those who are left.
    const renewed = shownOnce(await hospital.people('renew', '--person', nurse));
    expect(renewed).not.toBe('');
    await here.contact();
    const after = await here.store.facts();
    const newest = after.directory.all.find(
      ({ certificate, revokedAt }) => certificate.person === nurse && revokedAt === undefined,
    )!;
    const boxes = after
      .newestKeys(newest.certificate.serial)
      .map((keys) => Object.keys(keys.boxes));
    expect(boxes).toEqual([
      expect.arrayContaining([serialOf('may-1').document.enrolment.serial, 'facility']),
    ]);
    expect(boxes.flat()).not.toContain(serialOf('may-2').document.enrolment.serial);
    await here.close();
  }, 90_000);

  test('a root key that is half-written, or another password, is said, and changes nothing', async () => {
    const whole = await fs.readFile(hospital.authorityFile, 'utf8');
    await fs.writeFile(hospital.authorityFile, whole.slice(0, 150));
    await expect(hospital.people('list')).rejects.toThrow(/damaged.*second copy/);
    await expect(hospital.people('emergency-code', '--ward', 'NOI')).rejects.toThrow(/damaged/);
    expect(await fs.readFile(hospital.authorityFile, 'utf8')).toBe(whole.slice(0, 150));
    await fs.writeFile(hospital.authorityFile, whole);
    expect(await hospital.people('list')).toContain(nurse);
  });
});
