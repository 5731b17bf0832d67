import { afterAll, beforeAll, expect, test } from 'vitest';
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
let hospital: EnrolledHospital;

beforeAll(async () => {
  hospital = await openEnrolledHospital('embedded');
}, 90_000);
afterAll(() => hospital?.end());

test('a code that was opened on a clock a month ahead keeps whoever comes once it is right, for its hours and no longer', async () => {
  const added = await hospital.people('add', '--name', 'ĐD. Lò Thị Mẫu', '--role', 'nurse');
  const code = shownOnce(await hospital.people('emergency-code', '--ward', 'NOI'));
  await hospital.enrol('may-1');
  let nowMs = Date.now() + 40 * 24 * hourMs;
  const people = await hospital.open('may-1', { offline: true, nowMs: () => nowMs });
  const { key } = (await people.people()).find(({ emergency }) => emergency)!;
  await choosePassword(people, keyOf(added), shownOnce(added), own);
  await people.sealForNewcomers();
  expect(await people.signIn(key, code, user)).toMatchObject({ kind: 'open' });
  people.endSession(false);

  nowMs = Date.now();
  expect(await people.signIn(key, code, user)).toMatchObject({ kind: 'open' });
  // A timer that is set for longer than there are milliseconds in one runs out at once.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(people.session()?.person).toBe(key);
  expect(Date.parse(people.session()!.emergency!.until)).toBe(nowMs + 8 * hourMs);
  people.endSession(false);

  nowMs += 8 * hourMs;
  expect(await people.signIn(key, code, user)).toEqual({ kind: 'notLetIn', because: 'used' });
  await people.close();
}, 60_000);
