import type { Page } from '@playwright/test';

/** Opens the chart that most pictures are of. */
export async function openChart(page: Page): Promise<void> {
  await page.getByRole('row', { name: /Nguyễn Thị Hoà/ }).click();
}
