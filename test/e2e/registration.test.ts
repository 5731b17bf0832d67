import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { jpegOf, jpegParts, jpegSegment } from '../support/builders/photos.ts';
import { onWhite, qrCode } from '../support/camera/qrCode.ts';
import { y4m } from '../support/camera/y4m.ts';
import { temporaryFolder } from '../support/chromium/temporaryFolder.ts';
import { scanByKeys } from '../support/scanner/typingScanner.ts';
import type { TypingScanner } from '../support/scanner/typingScanner.ts';
import { pdfOf } from '../support/pdf.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

const doctor = 'Lê Minh Khôi';
const card = '020190004711||Tẩn Mùi Chẳm|05091990|Nữ|Thôn 1, Xã Mẫu, Lạng Sơn|15042021';

/** A card that is held before the camera. */
const shownCard =
  '024185004712|012345679|Lò Thị Ửng|09021985|Nữ|Bản Mẫu, Xã Mẫu, Bắc Giang|20072021';

let hospital: TestHospital;
let film: Awaited<ReturnType<typeof temporaryFolder>>;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('registration', { workstations: 1 });
  film = await temporaryFolder('camera');
  const file = path.join(film.folder, 'card.y4m');
  await fs.writeFile(file, y4m(onWhite(await qrCode(shownCard, 8), 1280, 720)));
  here = await hospital.open(0, {
    wholeBrowser: true,
    // No `--use-fake-ui-for-media-stream`: that our own pages may have the camera is under test.
    switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`],
  });
  await here.screens.unlock(doctor, hospital.demonstration.passphrase);
});

test.afterAll(async () => {
  await hospital?.end();
  await film?.remove();
});

test('a scanned card is a registered patient after at most 6 key presses, found by the same scan', async () => {
  const { page } = here;
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: 'Họ và tên' });
  await expect(name).toBeFocused();
  await page.getByRole('radio', { name: 'Chưa hỏi' }).focus();
  await scan(page, card);
  await expect(name).toHaveValue('Tẩn Mùi Chẳm');
  await expect(page.getByRole('radio', { name: 'Chưa hỏi' })).toBeFocused();
  await countKeys(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'TẨN MÙI CHẲM' })).toBeVisible();
  expect(await pressed(page)).toBeLessThanOrEqual(6);

  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Tìm người bệnh' });
  for (const typed of [card, 'taarn muif chawrm', 'cham tan 1990', 'tmc', '4711', '5/9/1990']) {
    await box.fill(typed);
    await expect(page.getByRole('option').first(), typed).toContainText('Tẩn Mùi Chẳm');
  }
  await page.keyboard.press('Escape');
});

test('a second card of somebody else is asked about, changes nothing until it is answered, and its own person is registered within 6 key presses', async () => {
  const { page } = here;
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: 'Họ và tên' });
  const number = page.getByRole('textbox', { name: 'Số định danh' });
  await expect(name).toBeFocused();
  await scan(page, '004192004713||Hoàng Thị Sẻn|03071992|Nữ|Thôn 2, Xã Mẫu, Cao Bằng|15042021');
  await expect(name).toHaveValue('Hoàng Thị Sẻn');

  const second = '004075004714||Nông Văn Tại|21031975|Nam|Thôn 3, Xã Mẫu, Cao Bằng|15042021';
  await scan(page, second);
  const question = page.getByRole('alert').filter({ hasText: 'chưa lấy gì' });
  await expect(question).toContainText('Thẻ căn cước vừa quét có thể của người khác');
  await expect(question).toContainText('Trên thẻ: Nông Văn Tại, 21/03/1975, 004075004714.');
  await expect(question).toContainText('Đang ghi: Hoàng Thị Sẻn, 03/07/1992, 004192004713.');
  await expect(name).toHaveValue('Hoàng Thị Sẻn');
  await expect(number).toHaveValue('004192004713');
  expect(await findingsOfAxe(page)).toEqual([]);

  // Nobody is saved while it is asked; left, the form stands as it was.
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Alt+8');
  await expect(question).toHaveCount(0);
  await expect(name).toHaveValue('Hoàng Thị Sẻn');
  await expect(number).toHaveValue('004192004713');

  await scan(page, second);
  await expect(question).toBeVisible();
  await countKeys(page);
  await page.keyboard.press('Alt+7');
  await expect(name).toHaveValue('Nông Văn Tại');
  await expect(number).toHaveValue('004075004714');
  await expect(page.getByRole('radio', { name: 'Nam' })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'NÔNG VĂN TẠI' })).toBeVisible();
  expect(await pressed(page)).toBeLessThanOrEqual(6);
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Tìm người bệnh' });
  await box.fill('nong van tai');
  await expect(page.getByRole('option').first()).toContainText('Nông Văn Tại');
  await box.fill('hoang thi sen');
  await expect(page.getByRole('option').filter({ hasText: 'Hoàng Thị Sẻn' })).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('whoever is here already is shown while the card is read; "same person" opens that chart by a key, with what was typed, and makes no second record', async () => {
  const { page } = here;
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: 'Họ và tên' });
  await expect(name).toBeFocused();
  await page.getByRole('textbox', { name: 'Điện thoại' }).fill('0199000471');
  await scan(page, card);
  const likely = page.getByRole('complementary', { name: 'Hồ sơ có thể là người này' });
  const there = likely.getByRole('region', { name: 'Tẩn Mùi Chẳm' });
  await expect(there).toContainText('05/09/1990');
  const recordNumber = /[A-Z][0-9A-Z]{1,3}-\d+/.exec(await there.innerText())![0];
  // It is so like that somebody has to say who it is: nothing is saved before.
  await countKeys(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Xem các hồ sơ giống/ })).toBeVisible();
  await page.keyboard.press('Alt+9');
  const banner = page.getByRole('region', { name: 'Người bệnh', exact: true });
  await expect(banner).toContainText(recordNumber);
  expect(await pressed(page)).toBeLessThanOrEqual(6);
  const details = page.getByRole('dialog', { name: 'Thông tin người bệnh' });
  await expect(details.getByRole('textbox', { name: 'Điện thoại' })).toHaveValue('0199000471');
  await page.keyboard.press('Control+Enter');
  await expect(details).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill('tan mui cham');
  await expect(page.getByRole('option').filter({ hasText: 'Tẩn Mùi Chẳm' })).toHaveCount(1);
  await page.keyboard.press('Escape');
});

test('a card that is held before the camera is read, by a Worker of our own origin, and the camera is let go', async () => {
  const { page } = here;
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  const broken: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && broken.push(message.text())));
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: 'Họ và tên' });
  await expect(name).toBeFocused();
  // The page's own camera, to see what becomes of it.
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      Object.assign(window, { cameraTracks: stream.getTracks() });
      return stream;
    };
  });
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('dialog', { name: 'Quét bằng camera' })).toBeVisible();
  await expect(name).toHaveValue('Lò Thị Ửng');
  await expect(page.getByRole('textbox', { name: 'Ngày sinh hoặc tuổi' })).toHaveValue(
    '09/02/1985',
  );
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(name).toBeFocused();
  expect(fetched.filter((url) => url.includes('zxing_reader')).length).toBeGreaterThan(0);
  expect(fetched.filter((url) => new URL(url).hostname !== '127.0.0.1')).toEqual([]);
  expect(broken).toEqual([]);
  const tracks = await page.evaluate(() =>
    (window as unknown as { cameraTracks: MediaStreamTrack[] }).cameraTracks.map(
      ({ kind, readyState }) => `${kind} ${readyState}`,
    ),
  );
  expect(tracks).toEqual(['video ended']);

  // A photo out of a file that says where it was taken, and one by the camera after it.
  await page.keyboard.press('Alt+5');
  await page.locator('input[type=file]').setInputFiles({
    name: 'mặt.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from(photoWithPlace()),
  });
  await page.getByRole('button', { name: 'Dùng ảnh này' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'LÒ THỊ ỬNG' })).toBeVisible();
  await page.getByRole('button', { name: 'Xem ảnh người bệnh' }).click();
  const photos = page.getByRole('dialog', { name: 'Ảnh người bệnh' });
  const drawn = photos.locator('canvas[data-drawn]');
  await expect(drawn).toHaveCount(1);
  await photos.getByRole('button', { name: 'Chụp ảnh khác' }).click();
  await photos.getByRole('button', { name: 'Chụp', exact: true }).click();
  await photos.getByRole('button', { name: 'Dùng ảnh này' }).click();
  await expect(photos.getByRole('heading', { name: 'Ảnh trước đây' })).toBeVisible();
  await expect(drawn).toHaveCount(2);
  expect(await findingsOfAxe(page)).toEqual([]);
  // The film shows white paper; the file was grey: the newer one is what stands first.
  expect(await drawn.first().evaluate(cornerOf)).toBeGreaterThan(240);
  await photos
    .getByRole('button', { name: /sai: bỏ/ })
    .first()
    .click();
  await photos.getByRole('textbox', { name: 'Vì sao ảnh này sai' }).fill('Chụp nhầm tấm thẻ');
  await page.keyboard.press('Enter');
  await expect(photos.getByText('Đã bỏ: Chụp nhầm tấm thẻ')).toBeVisible();
  await expect(drawn).toHaveCount(1);
  expect(await drawn.first().evaluate(cornerOf)).toBeLessThan(200);
  expect(broken).toEqual([]);
});

/** A grey picture with a place in its Exif, as a telephone writes it. */
function photoWithPlace(): Uint8Array {
  const parts = jpegParts(360, 480);
  const place = [...Buffer.from('Exif\0\0 10.7626 N 106.6602 E')];
  return jpegOf({ ...parts, jfif: [...parts.jfif, ...jpegSegment(0xe1, ...place)] });
}

/** How bright a drawn photo is in its corner, 0 to 255. */
function cornerOf(element: Element): number {
  return (element as HTMLCanvasElement).getContext('2d')!.getImageData(4, 4, 1, 1).data[0]!;
}

test('an unconscious patient: unknown, about how old, which sex, and it is saved; what is missing is listed', async () => {
  const { page } = here;
  await page.keyboard.press('F7');
  await expect(page.getByRole('textbox', { name: 'Họ và tên' })).toBeFocused();
  await countKeys(page);
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('textbox', { name: 'Ngày sinh hoặc tuổi' })).toBeFocused();
  await page.keyboard.type('60');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Nam' })).toBeChecked();
  const later = page.getByRole('listitem');
  await expect(later.filter({ hasText: 'Họ tên' })).toBeVisible();
  await expect(later.filter({ hasText: 'Dân tộc' })).toBeVisible();
  expect(await findingsOfAxe(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'Tổng quan' })).toBeVisible();
  // Alt 1, 6 0, Tab, →, Ctrl Enter: eight keys in two fields. Ten seconds are enough for a slow hand.
  expect(await pressed(page)).toBeLessThanOrEqual(8);
  expect(await fields(page)).toBe(2);
  await expect(page.getByRole('region', { name: 'Người bệnh', exact: true })).toContainText('60');
});

test('wristband, labels and slip are pages of their own size, with the name as text', async () => {
  const { page } = here;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill(card);
  await expect(page.getByRole('option').first()).toContainText('Tẩn Mùi Chẳm');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'In vòng tay, nhãn, phiếu tiếp nhận' }).click();
  await page.getByRole('region', { name: 'Xem trước' }).waitFor();
  expect(await findingsOfAxe(page)).toEqual([]);
  const papers = {
    'Vòng tay người lớn': [200, 25],
    'Vòng tay trẻ em': [150, 20],
    'Vòng tay sơ sinh': [130, 15],
    'Nhãn, tờ A4 24 nhãn': [210, 297],
    'Nhãn cuộn 50 × 30 mm': [50, 30],
    'Phiếu tiếp nhận A5': [148, 210],
  } as const;
  for (const [name, size] of Object.entries(papers)) {
    await page.getByRole('radio', { name }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('radio', { name })).toBeChecked();
    const pdf = await pdfOf(page);
    expect(pdf.pages, name).toEqual([[...size]]);
    // Letters that only Vietnamese has, mapped to text: they can be searched and copied.
    for (const letter of 'ẨẲ') expect(pdf.letters, name).toContain(letter);
  }
});

async function findingsOfAxe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`);
}

/** A scanner that acts as a keyboard: real key events, wherever the focus is. */
async function scan(page: Page, text: string, scanner?: TypingScanner): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await scanByKeys(
    (method, parameters) => session.send(method, parameters as never),
    text,
    scanner,
  );
  await session.detach();
}

/** Counts real key presses from now on, a modifier as one of its own, and the fields that were come to. */
async function countKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counting = window as unknown as { keysPressed?: number; fields: Set<unknown> };
    const begun = counting.keysPressed !== undefined;
    counting.keysPressed = 0;
    counting.fields = new Set();
    if (begun) return;
    window.addEventListener('keydown', () => (counting.keysPressed! += 1), true);
    // A choice of several is one field.
    const cameTo = ({ target }: FocusEvent) =>
      target instanceof HTMLInputElement &&
      counting.fields.add(target.type === 'radio' ? target.name : target);
    window.addEventListener('focusin', cameTo, true);
  });
}

function pressed(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { keysPressed: number }).keysPressed);
}

function fields(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { fields: Set<unknown> }).fields.size);
}
