import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumSwitches, findChromium } from '../../../main/setup/findChromium.mjs';
import { checkedRecordNumber } from '../../../shared/identity/recordNumber.ts';
import { deskShots } from './deskShots.ts';
import type { Shot } from './shot.ts';
import { peopleShots } from './peopleShots.ts';
import { openChart } from './openChart.ts';
import { setAsideShots } from './setAsideShots.ts';
import { syncShots } from './syncShots.ts';
import { scanAndPrintShots } from './scanAndPrintShots.ts';
import { serveScreens } from './serveScreens.ts';

/**
 * Takes a picture of every screen at 1366 × 768 into out/screens, in Vietnamese by day and
 * by night, in English, and at the bedside's density: `npx tsx test/support/screens/photograph.ts`,
 * with `--only ward` for those whose name holds the word, `--look vi,en` for these looks alone, and
 * `--size 1280x720` for another window.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    look: { type: 'string' },
    size: { type: 'string', default: '1366x768' },
  },
});
const [width, height] = values.size.split('x').map(Number) as [number, number];

/** A check character that isn't this number's. */
const misfitOf = (number: string) => (checkedRecordNumber(number).endsWith('X') ? 'Y' : 'X');

const press = (key: string) => (page: Page) => page.keyboard.press(key);

const shots: readonly Shot[] = [
  { name: 'unlock', scene: 'ward', locked: true },
  { name: 'unlock-wrong', scene: 'wrongPassphrase', act: settle },
  { name: 'unlock-keystore', scene: 'keystoreMissing', act: settle },
  { name: 'unlock-already-open', scene: 'alreadyOpen', act: settle },
  { name: 'ward', scene: 'ward', act: press('Home') },
  { name: 'ward-online', scene: 'online' },
  { name: 'ward-empty', scene: 'empty' },
  { name: 'ward-first-fill', scene: 'firstFill' },
  { name: 'ward-not-persistent', scene: 'notPersistent' },
  { name: 'ward-worker-lost', scene: 'workerLost' },
  { name: 'ward-disk-slow', scene: 'diskSlow' },
  { name: 'ward-store-damaged', scene: 'storeDamaged' },
  { name: 'ward-store-emptied', scene: 'storeEmptied' },
  { name: 'sync', scene: 'ward', act: press('F9') },
  { name: 'sync-week', scene: 'weekOffline', act: press('F9') },
  {
    name: 'sync-week-correct',
    scene: 'weekOffline',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page
        .getByRole('button', { name: /^(Sửa rồi gửi|Correct and send)$/ })
        .first()
        .click();
      await page.getByRole('group', { name: /refused|từ chối/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sync-week-content',
    scene: 'weekOffline',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page
        .getByRole('button', { name: /^(Xem nội dung|Show content)$/ })
        .first()
        .click();
      await page
        .getByRole('button', { name: /^(Giao cho kỹ thuật|Hand over to IT)$/ })
        .last()
        .click();
    },
  },
  {
    name: 'sync-week-end',
    scene: 'weekOffline',
    act: async (page) => {
      await page.keyboard.press('F9');
      await page.waitForTimeout(600);
      await page.getByRole('dialog').locator('section, h3').last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'sync-clock', scene: 'wrongClock', act: press('F9') },
  { name: 'sync-server-emptied', scene: 'serverEmptied', act: press('F9') },
  { name: 'sync-server-copy', scene: 'serverCopy', act: press('F9') },
  { name: 'sync-server-foreign', scene: 'serverForeign', act: chooseStartAnew },
  { name: 'sync-started-anew', scene: 'startedAnew', act: press('F9') },
  { name: 'sync-quiet', scene: 'online', act: press('F9') },
  { name: 'sync-first-fill', scene: 'firstFill', act: press('F9') },
  { name: 'sync-fault', scene: 'fault', act: press('F9') },
  ...syncShots,
  { name: 'keys', scene: 'ward', act: press('?') },
  {
    name: 'find',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('nguyen thi');
    },
  },
  {
    name: 'find-check-letter',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('nguyen thi');
      const line = await page.getByRole('option').first().innerText();
      const number = /[A-Z][0-9A-Z]{1,3}-\d{6}/.exec(line)![0];
      await page
        .getByRole('combobox')
        .last()
        .fill(`${number}-${misfitOf(number)}`);
    },
  },
  { name: 'find-empty', scene: 'ward', act: press('Control+k') },
  { name: 'register-empty', scene: 'ward', act: press('F7') },
  { name: 'register', scene: 'ward', act: register },
  { name: 'register-allergy', scene: 'ward', act: registerAllergy },
  { name: 'register-newborn', scene: 'ward', act: registerNewborn },
  {
    name: 'register-unknown',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('F7');
      await page.keyboard.press('Alt+1');
    },
  },
  { name: 'patient-details', scene: 'ward', act: openDetails },
  {
    name: 'patient-details-papers',
    scene: 'ward',
    act: async (page) => {
      await openDetails(page);
      await page.getByRole('textbox', { name: /^(Thêm thẻ BHYT|Add an insurance card)$/ }).focus();
    },
  },
  {
    name: 'settings',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('link', { name: /Cài đặt|Settings/ }).click();
    },
  },
  ...scanAndPrintShots,
  ...deskShots,
  ...peopleShots,
  { name: 'inbox', scene: 'ward', act: press('F8') },
  { name: 'inbox-empty', scene: 'empty', act: press('F8') },
  {
    name: 'duplicates',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('link', { name: /^(Nghi trùng|Duplicates)$/ }).click();
      await page.locator('table').waitFor();
    },
  },
  { name: 'disagreement', scene: 'ward', act: openDisagreement },
  {
    name: 'disagreement-settling',
    scene: 'ward',
    act: async (page) => {
      await openDisagreement(page);
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'disagreement-settled',
    scene: 'ward',
    act: async (page) => {
      await openDisagreement(page);
      await page.keyboard.press('Alt+1');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Căn cước');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'history',
    scene: 'ward',
    act: async (page) => {
      await openDisagreement(page);
      await page.keyboard.press('h');
    },
  },
  {
    name: 'finding',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('F8');
      await page.getByRole('link', { name: /Lương Thị Khoẻ/ }).click();
      await page
        .getByRole('button', { name: /^(Ghi đã xem|Acknowledge)/ })
        .first()
        .click();
    },
  },
  ...setAsideShots,
  {
    name: 'unverified-notes',
    scene: 'unverified',
    act: async (page) => {
      await openChart(page);
      await page.keyboard.press('F4');
    },
  },
  { name: 'unlock-emergency', scene: 'emergency', locked: true, act: chooseEnvelope },
  { name: 'unlock-pin', scene: 'emergency', locked: true, act: choosePersonWithPin },
  { name: 'trail-emergency', scene: 'emergency', person: 'cao thi van' },
  {
    name: 'settings-pin',
    scene: 'unverified',
    act: async (page) => {
      await page.getByRole('link', { name: /Cài đặt|Settings/ }).click();
      await page.getByRole('heading', { name: /PIN/ }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'trail', scene: 'ward', person: 'cao thi van' },
  { name: 'glass-closed', scene: 'ward', person: 'quang thi dieu', act: openChart },
  {
    name: 'glass-broken',
    scene: 'ward',
    person: 'quang thi dieu',
    act: async (page) => {
      await openChart(page);
      await page.getByRole('radio').first().press('Space');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'chart',
    scene: 'ward',
    act: openChart,
  },
];

const looks = [
  { name: 'vi', query: '' },
  { name: 'vi-dark', query: '&theme=dark' },
  { name: 'en', query: '&language=en' },
  { name: 'bedside', query: '&density=bedside' },
];

async function chooseEnvelope(page: Page): Promise<void> {
  await page.getByRole('combobox').fill('ma khan cap');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: /chức danh|with its title/ }).fill('BS. Hà Văn Mẫu');
  await settle(page);
}

async function choosePersonWithPin(page: Page): Promise<void> {
  await page.getByRole('combobox').fill('le minh khoi');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await settle(page);
}

async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(400);
}

async function chooseStartAnew(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: /^(Bắt đầu lại từ máy chủ này|Begin anew from)/ }).click();
}

async function openDisagreement(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await page.getByRole('link', { name: /Hoàng Văn Páo/ }).click();
  await page.getByRole('region', { name: /ghi khác nhau|wrote different/ }).waitFor();
}

async function register(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await page.keyboard.type('Nguyen Thi Hoa');
  await page.keyboard.press('Tab');
  await page.keyboard.type('69');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('020055000345');
}

async function registerAllergy(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: /Họ và tên|Full name/ });
  await name.fill(
    '001090000001|012345678|Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu, Tỉnh Mẫu|15042021',
  );
  await name.press('Enter');
  await page.getByRole('radio', { name: /Có dị ứng|Has an allergy/ }).press('Space');
  await page.getByRole('combobox', { name: /Dị ứng với|Allergic to/ }).fill('peni');
}

async function registerNewborn(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: /Họ và tên|Full name/ });
  await name.fill('Con bà Lò Thị Mẫu');
  await page.getByRole('textbox', { name: /^(Ngày sinh|Birth date)/ }).fill('3 ngày');
  await page
    .getByRole('textbox', { name: /^(Nơi ở|Address)$/ })
    .fill('Thôn 1, Xã Nà Ngàn, Huyện Ngàn Khê, Bắc Kạn');
  await page.getByRole('textbox', { name: /^(Giờ sinh|Hour of birth)$/ }).fill('7h65');
  await page.getByRole('combobox', { name: /^(Xã, phường|Commune)/ }).focus();
  await page.keyboard.press('ArrowDown');
}

async function openDetails(page: Page): Promise<void> {
  await openChart(page);
  await page.getByRole('button', { name: /^(Bổ sung|Fill in)$/ }).click();
}

const folder = path.resolve(import.meta.dirname, '../../../out/screens');
await mkdir(folder, { recursive: true });
const screens = await serveScreens();
const browser = await chromium.launch({
  executablePath: findChromium()!,
  // Chromium's own moving picture stands for a camera.
  args: [...chromiumSwitches(), '--use-fake-device-for-media-stream'],
});
const context = await browser.newContext({ viewport: { width, height } });
await context.grantPermissions(['camera']);
try {
  for (const look of looks) {
    if (values.look && !values.look.split(',').includes(look.name)) continue;
    for (const shot of shots) {
      const file = `${shot.name}.${look.name}.png`;
      if (values.only && !file.includes(values.only)) continue;
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${file}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') console.error(`${file}: ${message.text()}`);
      });
      await page.goto(`${screens.url}?scene=${shot.scene}${look.query}`);
      if (!shot.locked) await unlock(page, shot.person ?? 'minh khoi');
      await shot.act?.(page);
      await page.waitForTimeout(450);
      await page.screenshot({ path: path.join(folder, file) });
      await page.close();
    }
  }
} finally {
  await browser.close();
  await screens.close();
}
console.log(`Pictures are in ${folder}`);

async function unlock(page: Page, person: string): Promise<void> {
  const who = page.getByRole('combobox');
  await who.waitFor();
  await who.fill(person);
  await page.getByRole('option').nth(1).waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const passphrase = page.locator('input[type=password]');
  await passphrase.fill('mau-2026');
  await passphrase.press('Enter');
  await page.locator('#work, [role=alert]').first().waitFor({ timeout: 15_000 });
  await page.waitForTimeout(700);
}
