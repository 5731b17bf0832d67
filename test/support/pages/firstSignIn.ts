import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Picks a person at the unlock page by part of their name. */
export async function choosePerson(page: Page, name: string): Promise<void> {
  const who = page.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill(name);
  // The list of everybody gives way to those who are meant: only then is the first one theirs.
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(who).toHaveValue(new RegExp(name));
}

/** A first sign-in: the one-time password opens nothing but the choice of an own one. */
export async function firstSignIn(
  page: Page,
  name: string,
  { oneTime, own }: { readonly oneTime: string; readonly own: string },
): Promise<void> {
  await choosePerson(page, name);
  await page.getByLabel('Mật khẩu').fill(oneTime);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Đặt mật khẩu của riêng bạn' })).toBeVisible();
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(own);
  await page.getByLabel('Gõ lại mật khẩu mới').fill(own);
  await page.keyboard.press('Enter');
  // An auditor has no board, and comes to the trail.
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toBeVisible();
}
