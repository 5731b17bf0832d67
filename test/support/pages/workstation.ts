import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** A workstation's screens as a person uses them, in Vietnamese. */
export interface WorkstationScreens {
  readonly page: Page;
  /** Signs in: picks the person by part of their name, types the passphrase, waits for the board. */
  unlock(person: string, passphrase: string): Promise<void>;
  lock(): Promise<void>;
  /** The demonstration's switch in the top strip. */
  cutNetwork(cut: boolean): Promise<void>;
  /** The top strip's sentence about sync. */
  syncSentence(): Locator;
  /** Registers a patient; resolves on their chart. */
  register(patient: {
    readonly name: string;
    readonly birth: string;
    readonly sex: 'Nữ' | 'Nam';
    readonly phone?: string;
    readonly address?: string;
    readonly reason: string;
    readonly allergy?: { readonly substance: string; readonly reaction: string };
  }): Promise<void>;
  /** Finds a patient by Ctrl-K and opens the chart. */
  open(name: string): Promise<void>;
  tab(name: 'Tổng quan' | 'Tờ điều trị' | 'Y lệnh' | 'Dị ứng'): Promise<void>;
  /** Types into a new note, section by section, without signing. */
  writeNote(sections: Readonly<Record<string, string>>): Promise<void>;
  signNote(): Promise<void>;
  orderDrug(drug: {
    readonly name: string;
    readonly amount: string;
    readonly unit?: string;
    readonly route?: string;
    readonly frequency: string;
    readonly days: string;
  }): Promise<void>;
}

export function workstationScreens(page: Page): WorkstationScreens {
  const signedIn = () => page.getByRole('navigation', { name: 'Đi tới' });
  return {
    page,
    async unlock(person, passphrase) {
      const who = page.getByRole('combobox', { name: 'Bạn là ai' });
      await who.fill(person);
      // The list of everybody gives way to those who are meant: only then is the first one theirs.
      await expect(page.getByRole('option')).toHaveCount(1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(who).toHaveValue(new RegExp(person));
      await page.getByLabel('Mật khẩu').fill(passphrase);
      await page.keyboard.press('Enter');
      await expect(signedIn()).toBeVisible();
    },
    async lock() {
      await page.getByRole('button', { name: /Khoá máy hoặc đổi người/ }).click();
      await expect(page.getByLabel('Mật khẩu')).toBeVisible();
    },
    async cutNetwork(cut) {
      const line = page.getByRole('switch', { name: 'Ngắt mạng' });
      await expect(line).toBeChecked({ checked: !cut });
      await line.click();
      await expect(line).toBeChecked({ checked: cut });
    },
    syncSentence: () => page.getByRole('banner'),
    async register({ name, birth, sex, phone, address, reason, allergy }) {
      await page.keyboard.press('F7');
      await page.getByRole('textbox', { name: 'Họ và tên' }).fill(name);
      await page.getByRole('textbox', { name: 'Ngày sinh hoặc tuổi' }).fill(birth);
      await tile(page, 'Giới', sex);
      if (phone) await page.getByRole('textbox', { name: 'Điện thoại' }).fill(phone);
      if (address) await page.getByRole('textbox', { name: 'Nơi ở' }).fill(address);
      await page.getByRole('textbox', { name: 'Lý do đến' }).fill(reason);
      if (allergy) {
        await tile(page, 'Đã hỏi dị ứng chưa', 'Có dị ứng');
        await page.getByRole('combobox', { name: 'Dị ứng với' }).fill(allergy.substance);
        await page.keyboard.press('Tab');
        await page.getByRole('textbox', { name: 'Phản ứng' }).fill(allergy.reaction);
      }
      await page.getByRole('button', { name: /^Tiếp nhận/ }).click();
      await expect(page.getByRole('region', { name: 'Người bệnh' })).toBeVisible();
      await expect(page.getByText(name.toLocaleUpperCase('vi')).first()).toBeVisible();
    },
    async open(name) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill(name);
      await expect(page.getByRole('option', { name: new RegExp(name) }).first()).toBeVisible();
      await page.keyboard.press('Enter');
      // The chart that was open before stands behind the panel until then.
      await expect(page.getByRole('combobox', { name: 'Tìm người bệnh' })).toHaveCount(0);
      await expect(page.getByRole('tab', { name: 'Tổng quan' })).toBeVisible();
    },
    async tab(name) {
      await page.getByRole('tab', { name }).click();
    },
    async writeNote(sections) {
      await page.getByRole('tab', { name: 'Tờ điều trị' }).click();
      await page.getByRole('button', { name: 'Viết tờ điều trị' }).click();
      for (const [section, text] of Object.entries(sections)) {
        await page.getByRole('textbox', { name: section }).fill(text);
      }
    },
    async signNote() {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText(/Đã ký \d\d:\d\d, đã lưu tại máy/)).toBeVisible();
    },
    async orderDrug({ name, amount, unit, route, frequency, days }) {
      await page.getByRole('tab', { name: 'Y lệnh' }).click();
      await page.getByRole('combobox', { name: 'Thuốc hoặc xét nghiệm' }).fill(name);
      await expect(page.getByRole('option').first()).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Liều mỗi lần' }).fill(amount);
      if (unit) await tile(page, 'Đơn vị', unit);
      if (route) await choose(page, 'Đường dùng', route);
      await choose(page, 'Số lần, giờ', frequency);
      await page.getByRole('textbox', { name: 'Trong' }).fill(days);
      await page.getByRole('button', { name: /^Ký y lệnh/ }).click();
      await expect(page.getByText(/Đã ký và lưu tại máy/)).toBeVisible();
    },
  };
}

/** Picks one of the tiles of a choice. */
async function tile(page: Page, group: string, choice: string): Promise<void> {
  const tiles = page.getByRole('radiogroup', { name: group });
  await tiles.getByText(choice, { exact: true }).click();
  await expect(tiles.getByRole('radio', { name: choice, exact: true })).toBeChecked();
}

/** Picks one choice of a select. */
async function choose(page: Page, label: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(label) }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}
