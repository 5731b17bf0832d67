import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import { openEnrolledHospital, shownOnce } from '../support/enrolledHospital.ts';
import type { EnrolledHospital } from '../support/enrolledHospital.ts';
import { choosePerson, firstSignIn } from '../support/pages/firstSignIn.ts';
import { openEnrolledStation } from '../support/enrolledStations.ts';
import { findNeedles } from '../support/diskSearch/findNeedles.ts';
import { readProfile } from '../support/diskSearch/profileBytes.ts';
import type { EnrolledStation } from '../support/enrolledStations.ts';

/*
 * A hospital as IT founds it, without a demonstration: a root key, people by certificate,
 * workstations by code, opened as `npm run workstation` opens them.
 */

const doctor = 'Hà Văn Chứng';
const administrator = 'Phạm Thị Trị';
/** Made after both workstations. */
const late = 'Sùng A Xa';
const added = 'Triệu Thị Mới';
const pin = '482937016253';
const own = {
  [doctor]: 'trời nắng thì mưa trời mưa thì nắng',
  [administrator]: 'chó treo mèo đậy cả nhà yên',
  [late]: 'ở bầu thì tròn ở ống thì dài',
  [added]: 'uống nước nhớ nguồn quả nhớ cây',
} as const;

let hospital: EnrolledHospital;
let first: EnrolledStation;
let second: EnrolledStation;
const oneTime = new Map<string, string>();

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  hospital = await openEnrolledHospital(process.env['CENTRAL_URL'] ? 'couchdb' : 'embedded');
  const add = async (title: string, name: string, ...more: readonly string[]) => {
    const printed = await hospital.people('add', '--name', `${title} ${name}`, ...more);
    oneTime.set(name, shownOnce(printed));
  };
  const practising = ['--practice', '012345/ĐB-CCHN', '--ward', 'NOI'];
  await add('BS.', doctor, '--role', 'doctor', ...practising);
  await add('KS.', administrator, '--role', 'administrator');
  first = await openEnrolledStation(hospital, 'may-1');
});

test.afterAll(async () => {
  await first?.end();
  await second?.end();
  await hospital?.end();
});

async function comesFirst({ page }: EnrolledStation, name: keyof typeof own): Promise<void> {
  await firstSignIn(page, name, { oneTime: oneTime.get(name)!, own: own[name] });
}

test('a doctor chooses their own password, registers, writes and signs a note, and all of it reaches the server', async () => {
  const { page, screens } = first;
  await comesFirst(first, doctor);
  await expect(page.getByText('Khoa Nội').first()).toBeVisible();
  await screens.register({ name: 'Lò Thị Thật', birth: '1958', sex: 'Nữ', reason: 'Khó thở' });
  await screens.writeNote({ 'Diễn biến': 'Khó thở giảm, tự đi lại được' });
  await screens.signNote();
  await expect(page.getByText(/012345\/ĐB-CCHN/).first()).toBeVisible();
  await expect(page.getByText('chữ ký đã xác minh tại máy này').first()).toBeVisible();
  await screens.orderDrug({ name: 'Omeprazol', amount: '20', frequency: 'ngày 2 lần', days: '7' });
  await page.getByRole('link', { name: 'In vòng tay, nhãn, phiếu tiếp nhận' }).click();
  await expect(page.getByText('LÒ THỊ THẬT').first()).toBeVisible();
  await page.getByRole('link', { name: 'Cài đặt' }).click();
  await expect(page.getByText('Nằm trong tệp, không ai giữ', { exact: false })).toBeVisible();
  await expect(screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  await screens.lock();
});

test('an administrator adds somebody on the screen, who signs in with the one-time password, chooses their own, and works', async () => {
  const { page, screens } = first;
  await comesFirst(first, administrator);
  await page.getByRole('link', { name: 'Người dùng' }).click();
  await page.getByRole('button', { name: 'Thêm người' }).click();
  await page.getByRole('textbox', { name: 'Họ tên có chức danh' }).fill(`ĐD. ${added}`);
  await page
    .getByRole('button', { name: /Vai trò/ })
    .last()
    .click();
  await page.getByRole('option', { name: 'Điều dưỡng', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Khoa Nội' }).check({ force: true });
  await page.getByRole('button', { name: 'Thêm và cấp mật khẩu dùng một lần' }).click();
  const told = page.locator('output').last();
  await expect(told).toHaveText(/^\S{4}/);
  oneTime.set(added, (await told.innerText()).trim());
  await screens.lock();
  await comesFirst(first, added);
  await screens.open('Lò Thị Thật');
  await screens.tab('Tờ điều trị');
  await expect(page.getByText('Khó thở giảm, tự đi lại được').first()).toBeVisible();
  await screens.lock();
});

test('a second workstation, enrolled now, shows the note with its signature verified', async () => {
  second = await openEnrolledStation(hospital, 'may-2');
  const { page, screens } = second;
  await screens.unlock(doctor, own[doctor]);
  await screens.open('Lò Thị Thật');
  await screens.tab('Tờ điều trị');
  await expect(page.getByText('Khó thở giảm, tự đi lại được').first()).toBeVisible();
  await expect(page.getByText('chữ ký đã xác minh tại máy này').first()).toBeVisible();
  await expect(page.getByText(/012345\/ĐB-CCHN/).first()).toBeVisible();
});

test('without a network somebody signs in who was made after this workstation and never was on it, by a key that was sealed to them', async () => {
  const printed = await hospital.people('add', '--name', `BS. ${late}`, '--role', 'doctor');
  oneTime.set(late, shownOnce(printed));
  const code = shownOnce(await hospital.people('emergency-code', '--ward', 'NOI'));
  oneTime.set('envelope', code);
  // Their own password is chosen on the first workstation; the second hears of it while somebody is in.
  await first.page.reload();
  await choosePerson(first.page, late);
  await first.page.getByLabel('Mật khẩu').fill(oneTime.get(late)!);
  await first.page.keyboard.press('Enter');
  // Nobody who has this machine's key has been in since.
  await expect(first.page.getByText(/nhờ một người vẫn mở được máy này/)).toBeVisible();
  await first.screens.unlock(doctor, own[doctor]);
  await expect.poll(() => sealedTo(first, late)).toBe(true);
  await first.screens.lock();
  await comesFirst(first, late);
  await first.screens.lock();
  const { page, screens, cable } = second;
  await expect.poll(() => sealedTo(second, late, 2)).toBe(true);
  await expect.poll(() => sealedTo(second, 'Mã khẩn cấp')).toBe(true);
  await screens.lock();
  await cable.cut();
  await screens.unlock(late, own[late]);
  await screens.open('Lò Thị Thật');
  await screens.tab('Tờ điều trị');
  await expect(page.getByText('Khó thở giảm, tự đi lại được').first()).toBeVisible();
  await page.getByRole('link', { name: 'Cài đặt' }).click();
  const part = page.getByRole('region', { name: 'Mã PIN để mở lại nhanh' });
  await part.getByLabel('Mật khẩu đang dùng').fill(own[late]);
  await part.getByLabel('Mã PIN mới').fill(pin);
  await page.getByRole('button', { name: 'Đặt PIN' }).click();
  await expect(page.getByText('Đã có PIN', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /Khoá máy hoặc đổi người/ }).click();
  await expect(page.getByLabel('Mã PIN', { exact: true })).toBeVisible();
});

test('the ward’s emergency code opens it offline for somebody who says who they are, and what they write says so', async () => {
  const { page, screens, cable } = second;
  await choosePerson(page, 'Mã khẩn cấp Khoa Nội');
  const code = page.getByRole('textbox', { name: 'Mã khẩn cấp' });
  await page.getByRole('textbox', { name: 'Họ tên có chức danh của bạn' }).fill('BS. Mùa A Trực');
  await page.getByRole('button', { name: /Vì sao dùng mã khẩn cấp/ }).click();
  await page.getByRole('option', { name: 'Trực thay, chưa có tài khoản ở khoa này' }).click();
  await code.fill(oneTime.get('envelope')!.slice(0, -1));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Mã gõ chưa đúng')).toBeVisible();
  await code.fill(oneTime.get('envelope')!);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Đang dùng mã khẩn cấp, đến/)).toBeVisible();
  await screens.open('Lò Thị Thật');
  await screens.writeNote({ 'Diễn biến': 'Trực thay: mạch 96, đã cho thở oxy' });
  await screens.signNote();
  await expect(page.getByText('Mã khẩn cấp: BS. Mùa A Trực').first()).toBeVisible();
  await screens.lock();
  await expect(page.getByRole('combobox', { name: 'Bạn là ai' })).toHaveValue('');
  await cable.restore();
});

test('a revocation locks an open session at the next contact, and lets in no more', async () => {
  const { page, screens } = first;
  await screens.unlock(doctor, own[doctor]);
  // What the code was used for is known here meanwhile.
  await screens.open('Lò Thị Thật');
  await hospital.people(
    'revoke',
    '--person',
    await keyOfPerson(doctor),
    '--reason',
    'chuyển công tác',
  );
  await expect(page.getByLabel('Mật khẩu')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toHaveCount(0);
  await expect(page.getByText('Lò Thị Thật')).toHaveCount(0);
  await page.getByLabel('Mật khẩu').fill(own[doctor]);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/đã thu hồi tài khoản/)).toBeVisible();
});

test('invariant 5: no password, code, PIN or key, and nothing of a patient, lies readable in either profile; staff are named where they are certified and nowhere else', async () => {
  const secrets = new Map<string, string>(Object.entries({ ...own, pin }));
  for (const [who, text] of oneTime) secrets.set(`one-time ${who}`, text);
  const envelope = oneTime.get('envelope')!;
  secrets.set('envelope, small', envelope.toLowerCase());
  secrets.set('envelope, whole', envelope.replaceAll('-', ''));
  const opened = await second.page.evaluate(
    ([person, passphrase]) => window.bedside.unlock({ person, passphrase }),
    [await keyOfPerson(late), own[late]] as const,
  );
  if (opened.kind !== 'unlocked') throw new Error(opened.kind);
  const { dataKey, account, signing } = opened;
  secrets.set('data key', dataKey).set('account', account.password);
  secrets.set('signing key', signing.privateKey);
  const clinical = { name: 'Lò Thị Thật', note: 'Khó thở giảm', late: 'đã cho thở oxy' };
  const named = { doctor, administrator, added, key: await keyOfPerson(late) };
  for (const station of [first, second]) {
    await station.browser.kill();
    const contents = await readProfile(station.folder);
    const found = findNeedles(contents, { ...Object.fromEntries(secrets), ...clinical });
    expect(found).toEqual([]);
    const key = Buffer.from(dataKey, 'base64');
    expect(contents.parts.filter(({ bytes }) => bytes.includes(key))).toEqual([]);
    const places = findNeedles(contents, named).map(({ file }) => file.split(path.sep)[0]);
    // Public certificates, and key files that are found by the person's key.
    expect([...new Set(places)].sort()).toEqual(['keystore', 'people']);
    expect(contents.logRecords).toBeGreaterThan(20);
  }
});

async function keyOfPerson(name: string): Promise<string> {
  const listed = await hospital.people('list');
  return new RegExp(`^(\\S+)  .*${name}`, 'm').exec(listed)![1]!;
}

/**
 * Whether the workstation's key lies there for somebody who hasn't come yet, and so many of their own
 * keys: each password that they choose wraps them anew.
 */
async function sealedTo(
  { folder }: EnrolledStation,
  name: string,
  wrappings = 1,
): Promise<boolean> {
  const people = await readFolder(path.join(folder, 'people'));
  const serial = people
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>)
    .find(
      ({ format, displayName }) =>
        format === 'bedside-certificate' && String(displayName).includes(name),
    )?.['serial'];
  if (typeof serial !== 'string') return false;
  const keys = people.filter(({ text }) => text.includes('personal-keys') && text.includes(serial));
  const sealed = await fs.readdir(path.join(folder, 'keystore'));
  return keys.length >= wrappings && sealed.includes(`sealed-${serial}.json`);
}

async function readFolder(folder: string): Promise<{ file: string; text: string }[]> {
  const files = await fs.readdir(folder);
  return Promise.all(
    files.map(async (file) => ({ file, text: await fs.readFile(path.join(folder, file), 'utf8') })),
  );
}
