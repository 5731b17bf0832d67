import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** Disagreements, findings, the inbox and the history as a person uses them, in Vietnamese. */
export interface DisagreementScreens {
  /** The card of a field ("Ngày sinh", "Họ tên", "Còn hay đã bác bỏ dị ứng", …). */
  card(what: string): Locator;
  /** Each side's value or text, in the order of the card. */
  sides(what: string): Promise<readonly string[]>;
  /** Settles on the side with this value; the reason or the document seen where the card asks. */
  settleOn(what: string, value: string, reason?: string): Promise<void>;
  /** Settles on the version of a section that this person wrote. */
  settleOnVersionOf(what: string, who: string): Promise<void>;
  /** Settles on a value of one's own, typed into the card's only field of text. */
  settleAnew(what: string, value: string, reason?: string): Promise<void>;
  /** The line that is left of a card once it was settled. */
  settled(what: string): Locator;
  /** The notice of a card that something arrived under. */
  overtaken(what: string): Locator;
  readNewState(what: string): Promise<void>;
  /** A finding by part of its sentence. */
  finding(sentence: string | RegExp): Locator;
  acknowledge(sentence: string | RegExp, comment: string): Promise<void>;
  openInbox(filter?: 'Chờ tôi' | 'Mọi người'): Promise<void>;
  inboxRow(text: string | RegExp): Locator;
  /** Opens the history of the patient's details, or of another record of the chart by its name. */
  openHistory(record?: string | RegExp): Promise<Locator>;
  closeHistory(): Promise<void>;
}

export function disagreementScreens(page: Page): DisagreementScreens {
  const card = (what: string) =>
    page.getByRole('region', { name: `${what}: hai người ghi khác nhau` });
  const settled = (what: string) =>
    page.getByRole('status').filter({ hasText: `${what}: đã chốt` });
  const finding = (sentence: string | RegExp) => page.getByRole('region', { name: sentence });
  const history = () => page.getByRole('dialog', { name: /^Lịch sử: / });
  const because = async (what: string, reason: string | undefined) => {
    if (reason === undefined) return;
    const field = card(what).getByRole('textbox', { name: /Đã xem giấy tờ nào|Lý do chọn/ });
    await field.fill(reason);
  };
  return {
    card,
    async sides(what) {
      const buttons = card(what).getByRole('button', { name: /^Dùng / });
      await expect(buttons.first()).toBeVisible();
      const names = await buttons.allInnerTexts();
      return names.map((name) => name.replace(/^Dùng /, '').replace(/…$/, ''));
    },
    async settleOn(what, value, reason) {
      await card(what)
        .getByRole('button', { name: new RegExp(`^Dùng ${escaped(value)}…?$`) })
        .click();
      if (reason !== undefined) {
        await because(what, reason);
        await card(what)
          .getByRole('button', { name: /^Chốt / })
          .click();
      }
      await expect(settled(what)).toBeVisible();
    },
    async settleOnVersionOf(what, who) {
      await card(what)
        .getByRole('button', { name: new RegExp(`^Dùng bản của ${escaped(who)}`) })
        .click();
      await expect(settled(what)).toBeVisible();
    },
    async settleAnew(what, value, reason) {
      await card(what)
        .getByRole('button', { name: /^(Ghi giá trị khác|Viết lại đoạn này)…$/ })
        .click();
      await card(what)
        .getByRole('textbox', { name: /^(Giá trị khác|Đoạn viết lại)/ })
        .fill(value);
      await because(what, reason);
      await card(what)
        .getByRole('button', { name: /^Chốt giá trị mới/ })
        .click();
      await expect(settled(what)).toBeVisible();
    },
    settled,
    overtaken: (what) => card(what).getByRole('alert'),
    async readNewState(what) {
      await card(what).getByRole('button', { name: 'Đã đọc bản mới' }).click();
    },
    finding,
    async acknowledge(sentence, comment) {
      await finding(sentence)
        .getByRole('button', { name: /^Ghi đã xem/ })
        .click();
      await finding(sentence)
        .getByRole('textbox', { name: 'Đã xem, quyết định gì và vì sao' })
        .fill(comment);
      await page.keyboard.press('Enter');
      await expect(finding(sentence)).toHaveCount(0);
    },
    async openInbox(filter = 'Chờ tôi') {
      await page.keyboard.press('F8');
      await expect(page.getByRole('heading', { name: 'Chờ tôi' })).toBeVisible();
      const filters = page.getByRole('radiogroup', { name: 'Xem của ai' });
      await filters.getByText(filter).click();
      await expect(filters.getByRole('radio', { name: new RegExp(`^${filter}`) })).toBeChecked();
    },
    inboxRow: (text) =>
      page.getByRole('list', { name: 'Chờ tôi' }).getByRole('link').filter({ hasText: text }),
    async openHistory(record) {
      await page.getByRole('button', { name: 'Lịch sử: Người bệnh' }).click();
      await expect(history()).toBeVisible();
      if (record !== undefined) {
        await history()
          .getByRole('button', { name: /Bản ghi/ })
          .click();
        await page.getByRole('option', { name: record }).first().click();
      }
      await expect(history().getByRole('list')).toBeVisible();
      return history();
    },
    async closeHistory() {
      await history().getByRole('button', { name: 'Đóng' }).click();
      await expect(history()).toHaveCount(0);
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
