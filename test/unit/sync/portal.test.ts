import * as fs from 'node:fs/promises';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { responseHeaders } from '../../../main/shell/responseHeaders.ts';
import { chromiumSwitches, findHeadlessShell } from '../../../main/setup/findChromium.mjs';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import type { BuiltPage } from '../../support/replicaPage/buildPage.ts';

/**
 * A browser hides an answer that lacks CORS headers from a page: it looks like a dead line. The page
 * comes with the product's own headers, whose policy admits the central server's origin alone.
 */
const loginPage = '<!doctype html><title>Đăng nhập Wi-Fi</title>';
let browser: Browser;
let built: BuiltPage;
const pages = http.createServer((request, response) => {
  const file = request.url === '/' ? '/index.html' : request.url!;
  const type = file.endsWith('.js') ? 'text/javascript' : 'text/html';
  fs.readFile(path.join(built.folder, file)).then(
    (bytes) =>
      response
        .writeHead(200, { ...responseHeaders(origin, file), 'content-type': type })
        .end(bytes),
    () => response.writeHead(404).end(),
  );
});
let page: Page;
let answer: http.RequestListener = () => undefined;
const server = http.createServer((request, response) => answer(request, response));
const portal = http.createServer((_, response) => response.end(loginPage));
let origin = '';
/** Another origin, which the pages' policy doesn't name. */
let elsewhere = '';

async function listening(one: http.Server): Promise<string> {
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((one.address() as AddressInfo).port)}`;
}

beforeAll(async () => {
  origin = await listening(server);
  built = await buildPage('asShipped', path.join(import.meta.dirname, '../../support/portalPage'));
  const url = await listening(pages);
  elsewhere = `${await listening(portal)}/login`;
  browser = await chromium.launch({
    executablePath: findHeadlessShell()!,
    args: chromiumSwitches(),
  });
  page = await browser.newPage();
  await page.goto(url);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  pages.close();
  portal.close();
  await built?.remove();
  server.close();
});

const asked = () => page.evaluate((url) => window.askCentral(url), origin);
const cors = (response: http.ServerResponse) =>
  response
    .setHeader('access-control-allow-origin', '*')
    .setHeader('access-control-allow-headers', 'authorization, accept, content-type');

describe('what a page says of whoever answers at the central server’s address', () => {
  it.each<[string, http.RequestListener]>([
    [
      'a captive portal without CORS headers',
      (_, response) => response.setHeader('content-type', 'text/html').end(loginPage),
    ],
    [
      'a gateway that is out of order',
      (_, response) => {
        response.statusCode = 502;
        response.end('<html>Bad gateway</html>');
      },
    ],
    [
      'a portal that leads to a login page of its own',
      (request, response) =>
        request.url === '/login'
          ? response.end(loginPage)
          : response.writeHead(302, { location: '/login' }).end(),
    ],
    [
      'a portal that leads to a login page at another address',
      (_, response) => response.writeHead(302, { location: elsewhere }).end(),
    ],
    [
      'the same for good, with CORS headers',
      (_, response) => cors(response).writeHead(301, { location: elsewhere }).end(),
    ],
  ])('%s is no central server', async (_, portal) => {
    answer = portal;
    expect(await asked()).toBe('notACentralServer');
  });

  it('a line that is dead is a dead line', async () => {
    answer = (request) => request.socket.destroy();
    expect(await asked()).toBe('unreachable');
  });

  it('a server that answers pages, and loses one connection, is no stranger for it', async () => {
    answer = (request, response) => {
      cors(response);
      if (request.method === 'OPTIONS') response.writeHead(204).end();
      else if (request.url === '/') response.end('{"couchdb":"Welcome"}');
      else request.socket.destroy();
    };
    expect(await asked()).toBe('unreachable');
  });
});
