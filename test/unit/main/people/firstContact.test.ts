import * as fs from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  choosePassword,
  keyOf,
  openEnrolledHospital,
  shownOnce,
} from '../../../support/enrolledHospital.ts';
import type { EnrolledHospital } from '../../../support/enrolledHospital.ts';

/* A process that has just begun has heard of nobody: its first sign-in asks before it lets anybody in. */

let hospital: EnrolledHospital;
let nurse: string;
// A busy machine may need longer than a person is made to wait.
const patient = { everyMs: 600_000, firstContactMs: 60_000 };
const own = 'mưa rào tháng sáu';

beforeEach(async () => {
  hospital = await openEnrolledHospital('embedded');
  const added = await hospital.people('add', '--name', 'ĐD. Lò Thị Mẫu', '--role', 'nurse');
  nurse = keyOf(added);
  await hospital.enrol('may-1');
  const people = await hospital.open('may-1');
  await choosePassword(people, nurse, shownOnce(added), own);
  expect(await people.contact()).toBe('done');
  await people.close();
}, 60_000);
afterEach(() => hospital.end());

test('who was revoked while the workstation was off isn’t let in, not for a moment', async () => {
  await hospital.people('revoke', '--person', nurse, '--reason', 'Nghỉ việc.');
  const people = await hospital.open('may-1', patient);
  expect(await people.signIn(nurse, own)).toEqual({ kind: 'notLetIn', because: 'revoked' });
  expect(people.session()).toBeUndefined();
}, 120_000);

test('who got new keys while it was off is asked for the new password, and the old one opens nothing', async () => {
  const renewed = await hospital.people('renew', '--person', nurse);
  const people = await hospital.open('may-1', patient);
  expect((await people.signIn(nurse, own)).kind).toBe('wrongPassphrase');
  expect(await people.signIn(nurse, shownOnce(renewed))).toEqual({ kind: 'mustChange' });
}, 120_000);

test('nobody waits for a network that isn’t there, nor long for a server that doesn’t answer, at the end neither', async () => {
  const offline = await hospital.open('may-1', { everyMs: 60_000, offline: true });
  expect((await offline.signIn(nurse, own)).kind).toBe('open');
  const silent = createServer(() => undefined);
  await new Promise<void>((go) => silent.listen(0, '127.0.0.1', go));
  const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
  const hanging = await hospital.open('may-1', { everyMs: 60_000, centralUrl: url });
  expect((await hanging.signIn(nurse, own)).kind).toBe('open');
  // Nor does the workstation's end wait for it, which is still asked.
  await hanging.close();
  silent.closeAllConnections();
  await new Promise((go) => silent.close(go));
}, 120_000);

test('a disk that takes nothing of the contact keeps nobody out', async () => {
  // A folder in the file's place: it can't be replaced, whoever tries.
  const file = path.join(hospital.folder, 'may-1', 'contact.json');
  await fs.rm(file, { force: true });
  await fs.mkdir(path.join(file, 'full'), { recursive: true });
  const people = await hospital.open('may-1', patient);
  expect((await people.signIn(nurse, own)).kind).toBe('open');
}, 120_000);
