import { vi } from 'vitest';
import type { MountedPages } from '../screens/mountPages.tsx';
import type { Place } from './places.ts';

const tabWords = {
  overview: 'Tổng quan',
  notes: 'Tờ điều trị',
  orders: 'Y lệnh',
  allergies: 'Dị ứng',
};

/** Goes to a place as a person does; what is there comes a moment later. */
export async function goTo(
  pages: MountedPages,
  { path, tab, syncPanel }: Pick<Place, 'path' | 'tab' | 'syncPanel'>,
): Promise<void> {
  await pages.go(path);
  if (tab) {
    await until(() => press(`[role=tab][aria-label="${tabWords[tab]}"]`));
  }
  const isOpen = document.querySelector('button[aria-expanded=true]') !== null;
  if (isOpen !== (syncPanel ?? false)) await until(() => press('nav button[aria-expanded]'));
}

/** Presses what this selector finds; throws while it isn't there. */
export function press(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`not on the page: ${selector}`);
  element.click();
}

/** Waits until this doesn't throw. */
export function until(settled: () => void): Promise<void> {
  return vi.waitFor(settled, { timeout: 15_000, interval: 20 });
}
