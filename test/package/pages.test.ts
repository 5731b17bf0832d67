import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowserShell } from '../../main/browser-shell/startBrowserShell.ts';
import { chromiumSwitches, findChromium } from '../../main/setup/findChromium.mjs';
import { openWorkstation } from '../../main/workstation/openWorkstation.ts';
import { smallFacility, smallPassphrase, temporaryProfile } from '../support/workstation.ts';

/** The built pages in a real Chromium, under the headers that both shells send. */
const root = path.resolve(import.meta.dirname, '../..');
let browser: Browser;
let page: Page;
let stop: (() => Promise<void>) | undefined;
/** Every break of the content security policy, and every error that no code caught. */
const broken: string[] = [];

beforeAll(async () => {
  const { folder, remove } = await temporaryProfile();
  const workstation = await openWorkstation(folder, { shell: 'browser', version: '0.1.0' });
  const shell = await startBrowserShell({
    workstation,
    rendererFolder: path.join(root, 'out/renderer'),
    bridgeScript: fs.readFileSync(path.join(root, 'out/browser-shell/bridge.js'), 'utf8'),
  });
  browser = await chromium.launch({ executablePath: findChromium()!, args: chromiumSwitches() });
  page = await browser.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) broken.push(message.text());
  });
  page.on('pageerror', (error) => broken.push(error.message));
  await page.goto(shell.launchUrl());
  stop = async () => {
    await browser.close();
    await shell.close();
    await workstation.close();
    await remove();
  };
});
afterAll(() => stop?.());

test('open, unlock and start the replica under the policy, without one break of it', async () => {
  const { displayName } = smallFacility.people[0]!;
  await page.getByRole('combobox').fill('Mẫu');
  await page.getByRole('option').filter({ hasText: displayName }).click();
  await page.locator('input[type=password]').fill(smallPassphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor({ timeout: 30_000 });
  expect(page.workers()).toHaveLength(1);
  expect(broken).toEqual([]);
});

test('a break of the policy would be seen', async () => {
  await page.evaluate(() => {
    document.head.append(Object.assign(document.createElement('style'), { textContent: 'a {}' }));
  });
  await expect.poll(() => broken).toHaveLength(1);
});
