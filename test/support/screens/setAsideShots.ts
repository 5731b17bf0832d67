import { openChart } from './openChart.ts';
import type { Shot } from './shot.ts';

/** What was set aside, and the marks of acts. */
export const setAsideShots: readonly Shot[] = [
  { name: 'set-aside-ward', scene: 'setAside', act: (page) => page.keyboard.press('Home') },
  { name: 'set-aside-inbox', scene: 'setAside', act: (page) => page.keyboard.press('F8') },
  { name: 'set-aside-chart', scene: 'setAside', act: openChart },
  {
    name: 'set-aside-evidence',
    scene: 'setAside',
    act: async (page) => {
      await openChart(page);
      await page
        .getByRole('button', { name: /^(Đọc như bằng chứng|Read as evidence)$/ })
        .first()
        .click();
    },
  },
  {
    name: 'set-aside-notes',
    scene: 'setAside',
    act: async (page) => {
      await openChart(page);
      await page.keyboard.press('F4');
    },
  },
  {
    name: 'set-aside-orders',
    scene: 'setAside',
    act: async (page) => {
      await openChart(page);
      await page.keyboard.press('F6');
    },
  },
  {
    name: 'set-aside-pair',
    scene: 'setAside',
    act: async (page) => {
      await page.getByRole('link', { name: /^(Nghi trùng|Duplicates)$/ }).click();
      await page
        .getByRole('button', { name: /(để sau|later)$/ })
        .last()
        .click();
      await page.getByText('Đã xem căn cước của cả hai').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'set-aside-hint',
    scene: 'setAside',
    act: async (page) => {
      await openChart(page);
      await page.keyboard.press('F6');
      await page
        .getByRole('img', { name: /chữ ký|signature/ })
        .first()
        .focus();
    },
  },
];
