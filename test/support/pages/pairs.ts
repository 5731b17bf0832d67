import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export type Shelf = 'Chưa trả lời' | 'Để sau' | 'Hai người' | 'Đã gộp';

/** The work list of suspected pairs and the comparison, used by the keyboard alone, in Vietnamese. */
export interface PairScreens {
  open(): Promise<void>;
  /** Puts two side by side by the address, as the panel of a chart does. */
  compare(a: string, b: string): Promise<void>;
  /** Which pairs are shown. */
  show(shelf: Shelf): Promise<void>;
  pairs(): Locator;
  comparison(): Locator;
  /** Walks to a control by Tab and presses a key on it. */
  press(control: Locator, key: string): Promise<void>;
  /** Types a reason, by Tab. */
  giveReason(reason: string): Promise<void>;
}

export function pairScreens(page: Page): PairScreens {
  const comparison = () => page.getByRole('region', { name: 'So sánh hai hồ sơ' });
  const heading = page.getByRole('heading', { name: 'Hồ sơ nghi trùng' });
  return {
    comparison,
    async open() {
      await press(page, page.getByRole('link', { name: 'Nghi trùng' }), 'Enter');
      await expect(heading).toBeVisible();
    },
    async compare(a, b) {
      await page.evaluate((hash) => (location.hash = hash), `#/duplicates?a=${a}&b=${b}`);
      await expect(comparison()).toBeVisible();
    },
    async show(shelf) {
      const shelves = page.getByRole('radiogroup', { name: 'Xem', exact: true });
      await tabTo(page, shelves.getByRole('radio', { checked: true }));
      const wanted = shelves.getByRole('radio', { name: new RegExp(`^${shelf} `) });
      for (let step = 0; step < 4 && !(await wanted.isChecked()); step += 1) {
        await page.keyboard.press('ArrowRight');
      }
      await expect(wanted).toBeChecked();
    },
    pairs: () => page.getByRole('list', { name: 'Các cặp hồ sơ' }).getByRole('button'),
    press: (control, key) => press(page, control, key),
    async giveReason(reason) {
      await tabTo(page, comparison().getByRole('textbox', { name: 'Lý do, giấy tờ đã xem' }));
      await page.keyboard.type(reason);
    },
  };
}

async function press(page: Page, control: Locator, key: string): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

/** Tab until the control has the focus: whoever has no mouse comes there too. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  const isFocused = () => control.evaluate((element) => element === document.activeElement);
  for (let step = 0; step < 120; step += 1) {
    if (await isFocused()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${String(control)}`);
}
