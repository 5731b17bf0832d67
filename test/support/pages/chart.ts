import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { disagreementScreens } from './disagreements.ts';
import type { DisagreementScreens } from './disagreements.ts';

/** What is corrected, stopped, replaced and closed in an open chart, in Vietnamese. */
export interface ChartScreens extends DisagreementScreens {
  correctBirthDate(date: string): Promise<void>;
  /** A new dose as one order that takes the place of the running one. */
  changeDose(drug: string, amount: string): Promise<void>;
  actOnOrder(act: 'Ngừng' | 'Tạm giữ' | 'Dùng lại', drug: string, reason: string): Promise<void>;
  recordAllergy(substance: string): Promise<void>;
  refuteAllergy(substance: string, reason: string): Promise<void>;
  closeVisit(disposition: string): Promise<void>;
}

export function chartScreens(page: Page): ChartScreens {
  const tab = async (name: string) => {
    await page.getByRole('tab', { name }).click();
  };
  return {
    ...disagreementScreens(page),
    async correctBirthDate(date) {
      await page.getByRole('button', { name: 'Sửa thông tin người bệnh' }).click();
      const panel = page.getByRole('dialog', { name: 'Thông tin người bệnh' });
      await panel.getByRole('textbox', { name: 'Ngày sinh hoặc tuổi' }).fill(date);
      await panel.getByRole('button', { name: /^Lưu thay đổi/ }).click();
      await expect(panel).toHaveCount(0);
    },
    async changeDose(drug, amount) {
      await tab('Y lệnh');
      await page.getByRole('button', { name: `Đổi ${drug}` }).click();
      await page.getByRole('textbox', { name: 'Liều mỗi lần' }).fill(amount);
      await page.getByRole('button', { name: /^Ký đổi y lệnh/ }).click();
      await expect(page.getByText(/Đã ký và lưu tại máy/)).toBeVisible();
    },
    async actOnOrder(act, drug, reason) {
      await tab('Y lệnh');
      await page.getByRole('button', { name: `${act} ${drug}` }).click();
      const form = page.getByRole('form', { name: `${act} ${drug}` });
      await form.getByRole('textbox').fill(reason);
      await page.keyboard.press('Enter');
      await expect(form).toHaveCount(0);
    },
    async recordAllergy(substance) {
      await tab('Dị ứng');
      await page.getByRole('combobox', { name: 'Dị ứng với' }).fill(substance);
      await page.keyboard.press('Tab');
      const certainty = page.getByRole('radiogroup', { name: 'Chắc tới đâu' });
      await certainty.getByText('Nghi ngờ', { exact: true }).click();
      await page.getByRole('button', { name: /^Lưu dị ứng/ }).click();
      await expect(page.getByRole('combobox', { name: 'Dị ứng với' })).toHaveValue('');
    },
    async refuteAllergy(substance, reason) {
      await tab('Dị ứng');
      await page.getByRole('button', { name: `Bác bỏ dị ứng ${substance}` }).click();
      const form = page.getByRole('form', { name: `Bác bỏ dị ứng ${substance}` });
      await form.getByRole('textbox').fill(reason);
      await page.keyboard.press('Enter');
      await expect(form).toHaveCount(0);
    },
    async closeVisit(disposition) {
      await page.getByRole('button', { name: 'Đóng lượt', exact: true }).click();
      const panel = page.getByRole('dialog', { name: 'Đóng lượt điều trị' });
      const ways = panel.getByRole('radiogroup', { name: 'Ra viện thế nào' });
      await ways.getByText(disposition, { exact: true }).click();
      await panel.getByRole('button', { name: /^Ký đóng lượt/ }).click();
      await expect(panel).toHaveCount(0);
    },
  };
}
