import * as fs from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumSwitches, findHeadlessShell } from '../../../../main/setup/findChromium.mjs';
import { smallPassphrase } from '../../../support/workstation.ts';
import { temporaryShell } from '../../../support/browserShell.ts';

/*
 * Other pages in the browser that is signed in to the browser shell, in a real Chromium. A page of
 * another port is of the same site: Chromium sends it our cookie with its calls.
 */

const settings = { language: 'en', theme: 'dark', density: 'desk', lockAfterMinutes: 60 };

let made: Awaited<ReturnType<typeof temporaryShell>>;
let attacker: Server;
let browser: Browser;
let context: BrowserContext;
let attackerPort: number;

beforeAll(async () => {
  made = await temporaryShell({ 'index.html': '<html><head></head></html>' }, 'window.secret = 1;');
  attacker = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>other</title><body></body>');
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  attackerPort = (attacker.address() as AddressInfo).port;
  browser = await chromium.launch({
    executablePath: findHeadlessShell()!,
    // What an attacker's name server does: first their own machine, then this one.
    args: [...chromiumSwitches(), '--host-resolver-rules=MAP attacker.example 127.0.0.1'],
  });
  context = await browser.newContext();
  const own = await context.newPage();
  await own.goto(made.shell.launchUrl());
  expect(await own.evaluate(() => (window as { secret?: number }).secret)).toBe(1);
  // Settings are written by somebody who is signed in: so there is somebody, for the attacks too.
  const credentials = { person: 'bs-mau', passphrase: smallPassphrase };
  const signedIn = await own.evaluate(async (body) => {
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch('/bridge/unlock', { method: 'POST', headers, body })).status;
  }, JSON.stringify(credentials));
  expect(signedIn).toBe(200);
  expect(await callFrom(own)).toBe(200);
  expect(await written()).toMatchObject(settings);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  attacker?.close();
  await made?.stop();
});

const settingsFile = () => path.join(made.folder, 'settings.json');
const written = async () =>
  JSON.parse(await fs.readFile(settingsFile(), 'utf8').catch(() => '{}')) as object;

/** Writes the settings with the page's own means; gives the status, or why there was none. */
const callFrom = (page: Page, mode: RequestMode = 'cors', type = 'application/json') =>
  page.evaluate(
    async ([address, body, asked, contentType]) => {
      try {
        const answer = await fetch(address!, {
          method: 'POST',
          credentials: 'include',
          mode: asked as RequestMode,
          headers: { 'Content-Type': contentType! },
          body: body!,
        });
        return answer.status;
      } catch {
        return 'refused';
      }
    },
    [`${made.shell.origin}/bridge/writeSettings`, JSON.stringify(settings), mode, type],
  );

describe('a page of another origin, in the browser that is signed in', () => {
  for (const site of ['127.0.0.1', 'localhost', 'attacker.example']) {
    it(`reads nothing and changes nothing: ${site}`, async () => {
      await fs.rm(settingsFile(), { force: true });
      const page = await context.newPage();
      await page.goto(`http://${site}:${attackerPort}/`);
      expect(await callFrom(page)).toBe('refused');
      // Without asking first: what a form may send.
      expect([0, 'refused']).toContain(await callFrom(page, 'no-cors', 'text/plain'));
      const origin = made.shell.origin;
      const seen = await page.evaluate(async (address) => {
        const add = (name: string, attributes: Record<string, string>) =>
          new Promise<boolean>((resolve) => {
            const element = document.createElement(name);
            element.onload = () => resolve(true);
            element.onerror = () => resolve(false);
            for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
            document.body.append(element);
          });
        const script = await add('script', { src: `${address}/bridge.js` });
        void add('iframe', { src: `${address}/`, name: 'inside' });
        const form = Object.assign(document.createElement('form'), {
          method: 'POST',
          enctype: 'text/plain',
          action: `${address}/bridge/writeSettings`,
          target: 'inside',
        });
        document.body.append(form);
        form.submit();
        const opened = window.open(`${address}/`);
        await new Promise((resolve) => setTimeout(resolve, 500));
        let readable = false;
        try {
          readable = opened?.document.querySelector('script') !== null && opened !== null;
        } catch {
          // Another origin's window can't be looked into.
        }
        opened?.close();
        return { script, readable, secret: (window as { secret?: number }).secret };
      }, origin);
      expect(seen).toEqual({ script: false, readable: false, secret: undefined });
      expect(await written()).toEqual({});
      await page.close();
    });
  }

  it('a name that was pointed at this machine (DNS rebinding) is served nothing', async () => {
    await fs.rm(settingsFile(), { force: true });
    const { port } = made.profile;
    const page = await context.newPage();
    const answer = await page.goto(`http://attacker.example:${port}/`);
    expect(answer?.status()).toBe(403);
    expect(await page.content()).not.toContain('bridge.js');
    const status = await page.evaluate(async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch('/bridge/writeSettings', { method: 'POST', headers, body })).status;
    }, JSON.stringify(settings));
    expect(status).toBe(403);
    expect(await written()).toEqual({});
    await page.close();
  });
});
