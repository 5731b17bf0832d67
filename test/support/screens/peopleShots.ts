import type { Page } from '@playwright/test';
import type { Shot } from './shot.ts';

/** The administrator's people, and a sign-in with sixty names on the list. */
const administrator = 'trieu van bao';
const settle = (page: Page) => page.waitForTimeout(400);
const openFirst = async (page: Page, typed: string) => {
  await page.getByRole('textbox', { name: /^(Tìm|Find)$/ }).fill(typed);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
};

export const peopleShots: readonly Shot[] = [
  { name: 'people-list', scene: 'sixty', person: administrator },
  {
    name: 'people-expiring',
    scene: 'sixty',
    person: administrator,
    act: async (page) => {
      await page.getByRole('button', { name: /(Mọi tình trạng|Every state)/ }).click();
      await page.getByRole('option', { name: /^(Sắp hết hạn|Ends soon)$/ }).click();
    },
  },
  {
    name: 'people-nobody',
    scene: 'sixty',
    person: administrator,
    act: (page) => page.keyboard.type('zzz'),
  },
  {
    name: 'people-person',
    scene: 'sixty',
    person: administrator,
    act: (page) => openFirst(page, 'huong noi'),
  },
  {
    name: 'people-renewed',
    scene: 'sixty',
    person: administrator,
    act: async (page) => {
      await openFirst(page, 'hung');
      await page.getByRole('button', { name: /^(Đổi, gia hạn|Change or renew)$/ }).click();
      await page.getByRole('checkbox', { name: 'Khoa Nhi' }).press('Space');
      await page.getByRole('button', { name: /^(Cấp lại với|Give a new)/ }).click();
    },
  },
  {
    name: 'people-change',
    scene: 'sixty',
    person: administrator,
    act: async (page) => {
      await openFirst(page, 'huong noi');
      await page.getByRole('button', { name: /^(Đổi, gia hạn|Change or renew)$/ }).click();
    },
  },
  {
    name: 'people-end',
    scene: 'sixty',
    person: administrator,
    act: async (page) => {
      await openFirst(page, 'huong noi');
      await page.getByRole('button', { name: /^(Thu hồi|Revoke)$/ }).click();
    },
  },
  {
    name: 'people-root-key',
    scene: 'sixty',
    person: administrator,
    act: (page) => openFirst(page, 'trieu'),
  },
  {
    name: 'people-new',
    scene: 'sixty',
    person: administrator,
    act: async (page) => {
      await page.getByRole('button', { name: /^(Thêm người|Add a person)$/ }).click();
      await page.keyboard.type('ĐD. Giàng Thị Mẫu');
    },
  },
  { name: 'unlock-sixty', scene: 'sixty', locked: true, act: openNames },
  {
    name: 'unlock-sixty-typed',
    scene: 'sixty',
    locked: true,
    act: async (page) => {
      await page.getByRole('combobox').fill('hu');
      await settle(page);
    },
  },
  { name: 'trail-long', scene: 'longTrail', person: 'cao thi van' },
];

async function openNames(page: Page): Promise<void> {
  await page.getByRole('combobox').press('ArrowDown');
  await settle(page);
}
