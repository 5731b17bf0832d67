import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumSwitches, findHeadlessShell } from '../../../main/setup/findChromium.mjs';
import { centralKinds, openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';

let browser: Browser;
const pages = createServer((_, response) => {
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>page</title>');
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: findHeadlessShell()!,
    args: chromiumSwitches(),
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  pages.close();
});

describe.each(centralKinds())(
  "the server's time, as a page of another origin sees it: %s",
  (kind) => {
    let central: TestCentral;
    beforeAll(async () => {
      central = await openTestCentral({ kind, allowedOrigins: [origin] });
    });
    afterAll(() => central.remove());

    it('is in the head of every answer, which comes at once even when a long poll waits', async () => {
      const page = await browser.newPage();
      await page.goto(origin);
      const { username, password } = central.account;
      const seen = await page.evaluate(
        async ({ base, authorization }) => {
          const headers = { authorization };
          const ask = async (path: string) => {
            const before = performance.now();
            const response = await fetch(`${base}${path}`, { headers, cache: 'no-store' });
            const tookMs = performance.now() - before;
            await response.text();
            return { date: response.headers.get('date'), tookMs };
          };
          return [
            await ask(''),
            await ask('/_changes?feed=longpoll&since=now&timeout=3000'),
            await ask('/missing'),
          ];
        },
        {
          base: `${central.url}/${central.database}`,
          authorization: `Basic ${btoa(`${username}:${password}`)}`,
        },
      );
      for (const { date, tookMs } of seen) {
        expect(Math.abs(Date.parse(date ?? '') - Date.now())).toBeLessThan(10_000);
        expect(tookMs).toBeLessThan(2500);
      }
      await page.close();
    });

    it('and how long a busy server, or a gateway before it, asks to wait', async () => {
      const page = await browser.newPage();
      await page.goto(origin);
      // Neither server can be made busy: the head of an honest answer has the line added.
      await page.route(`${central.url}/**`, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'retry-after': '7' } });
      });
      const { username, password } = central.account;
      const seen = await page.evaluate(
        async ({ base, authorization }) => {
          const response = await fetch(base, { headers: { authorization }, cache: 'no-store' });
          return response.headers.get('retry-after');
        },
        {
          base: `${central.url}/${central.database}`,
          authorization: `Basic ${btoa(`${username}:${password}`)}`,
        },
      );
      expect(seen).toBe('7');
      await page.close();
    });
  },
);
