import type { Page } from '@playwright/test';
import type { Shot } from './shot.ts';

const centre = (page: Page) => page.keyboard.press('F9');

/** The sync centre, scrolled to one of its parts. */
const centreAt = (heading: RegExp) => async (page: Page) => {
  await centre(page);
  await page.waitForTimeout(600);
  await page
    .getByRole('dialog')
    .getByRole('heading', { name: heading })
    .evaluate((element) => {
      element.scrollIntoView({ block: 'start' });
    });
};

const room = centreAt(/^(Chỗ chứa trên máy này|Room on this workstation)$/);
const rescue = centreAt(/^(Tệp cứu hộ|Rescue file)$/);

async function chart(page: Page): Promise<void> {
  await page.getByRole('row', { name: /Nguyễn Thị Hoà/ }).click();
  // Longer than a fetch that nobody is told of.
  await page.waitForTimeout(1500);
}

const tab = (name: RegExp) => async (page: Page) => {
  await chart(page);
  await page.getByRole('tab', { name }).click();
};

/** Every state of sync that the ward's other pictures don't show. */
export const syncShots: readonly Shot[] = [
  { name: 'sync-room', scene: 'makesRoom', act: room },
  { name: 'sync-room-near', scene: 'nearBound', act: room },
  { name: 'sync-room-full', scene: 'atBound', act: room },
  { name: 'sync-partial-cut', scene: 'partialCut', act: chart },
  { name: 'sync-partial-cut-orders', scene: 'partialCut', act: tab(/^(Y lệnh|Orders)$/) },
  { name: 'sync-partial-fetching', scene: 'partialFetching', act: chart },
  { name: 'sync-partial-online', scene: 'partialOnline', act: chart },
  { name: 'sync-times', scene: 'wrongTimes', act: chart },
  {
    name: 'sync-times-notes',
    scene: 'wrongTimes',
    act: tab(/^(Tờ điều trị|Progress notes|Notes)$/),
  },
  { name: 'sync-times-orders', scene: 'wrongTimes', act: tab(/^(Y lệnh|Orders)$/) },
  { name: 'sync-first-fill', scene: 'firstFill', act: centre },
  { name: 'sync-comparing', scene: 'comparing', act: centre },
  {
    name: 'sync-quarantined',
    scene: 'quarantined',
    act: centreAt(/^(Để riêng, không dùng|Set aside, not used)/),
  },
  {
    name: 'sync-rescue-make',
    scene: 'weekOffline',
    act: async (page) => {
      await rescue(page);
      await page
        .getByRole('button', { name: /^(Cất vào tệp cứu hộ…|Put it into a rescue file…)$/ })
        .click();
      await page.locator('input[type=password]').first().fill('con đường');
      await page.locator('form').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'sync-rescue-made',
    scene: 'weekOffline',
    act: async (page) => {
      await rescue(page);
      await page
        .getByRole('button', { name: /^(Cất vào tệp cứu hộ…|Put it into a rescue file…)$/ })
        .click();
      await page.locator('input[type=password]').first().fill('con đường nhỏ 2026');
      await page.locator('input[type=password]').last().fill('con đường nhỏ 2026');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
      await rescueInSight(page);
    },
  },
  {
    name: 'sync-rescue-take',
    scene: 'weekOffline',
    act: async (page) => {
      await rescue(page);
      await page
        .getByRole('button', { name: /^(Nhận một tệp cứu hộ…|Take in a rescue file…)$/ })
        .click();
      await page.locator('input[type=file]').setInputFiles({
        name: '99017-noi-2-20261123-140500.bedside',
        mimeType: 'text/plain',
        buffer: Buffer.from('bedside'),
      });
      await page.locator('input[type=password]').fill('con đường nhỏ 2026');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
      await rescueInSight(page);
    },
  },
  { name: 'sync-log', scene: 'weekOffline', act: centreAt(/^(Nhật ký đồng bộ|Sync log)$/) },
  {
    name: 'sync-log-export',
    scene: 'weekOffline',
    act: async (page) => {
      await centreAt(/^(Nhật ký đồng bộ|Sync log)$/)(page);
      await page
        .getByRole('button', { name: /^(Xuất nhật ký cho kỹ thuật|Export the log for IT)$/ })
        .click();
      await page.waitForTimeout(200);
    },
  },
];

async function rescueInSight(page: Page): Promise<void> {
  await page
    .getByRole('heading', { name: /^(Tệp cứu hộ|Rescue file)$/ })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));
}
