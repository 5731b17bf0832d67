import * as fs from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowserShell } from '../../../../main/browser-shell/startBrowserShell.ts';
import { rawRequest, temporaryShell } from '../../../support/browserShell.ts';

const html =
  '<!doctype html><html><head><script type="module" src="/assets/a.js"></script></head></html>';
let made: Awaited<ReturnType<typeof temporaryShell>>;
let port: number;
let origin: string;
let cookie: string;

beforeAll(async () => {
  const pages = { 'index.html': html, 'assets/a.js': 'export {}', 'assets/f.woff2': 'font' };
  made = await temporaryShell(pages, 'window.bedside = 1;');
  await fs.writeFile(path.join(made.folder, 'secret.js'), 'outside');
  await fs.symlink(path.join(made.folder, 'secret.js'), path.join(made.rendererFolder, 'link.js'));
  port = made.profile.port;
  origin = `http://127.0.0.1:${port}`;
  const answer = await get(new URL(made.shell.launchUrl()).pathname, { cookie: '' });
  cookie = answer.headers['set-cookie']![0]!.split(';')[0]!;
});
afterAll(() => made.stop());

const get = (target: string, headers: OutgoingHttpHeaders = {}, method = 'GET') =>
  rawRequest(port, {
    method,
    path: target,
    headers: { host: `127.0.0.1:${port}`, cookie, ...headers },
  });
const post = (target: string, body: string | Uint8Array, headers: OutgoingHttpHeaders = {}) =>
  rawRequest(port, {
    method: 'POST',
    path: target,
    body,
    headers: {
      host: `127.0.0.1:${port}`,
      cookie,
      origin,
      'content-type': 'application/json',
      ...headers,
    },
  });

describe('browser shell: who is let in', () => {
  it('gives a cookie that scripts and other sites cannot use, for a token that is good once', async () => {
    const { pathname } = new URL(made.shell.launchUrl());
    const first = await get(pathname, { cookie: '' });
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^bedside-${port}=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/$`),
      ),
    ]);
    expect((await get(pathname, { cookie: '' })).status).toBe(403);
    const { pathname: next } = new URL(made.shell.launchUrl());
    expect((await get(next, { cookie: '' }, 'HEAD')).status).toBe(405);
    expect((await get(next, { cookie: '' })).status).toBe(303);
  });

  it.each(['', 'bedside=1', 'other=x'])('serves nothing without the cookie (%s)', async (sent) => {
    for (const target of ['/', '/assets/a.js', '/bridge.js', '/nothing']) {
      const answer = await get(target, { cookie: sent });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain('script');
    }
    expect((await post('/bridge/describeApp', '{}', { cookie: sent })).status).toBe(403);
  });

  it('does not take a cookie of the right length with other content', async () => {
    const forged = cookie.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await get('/', { cookie: forged })).status).toBe(403);
  });

  it.each(['localhost', 'attacker.example', '127.0.0.1.attacker.example', '[::1]', '0.0.0.0'])(
    'refuses a name that was pointed at this machine: Host %s',
    async (host) => {
      for (const value of [host, `${host}:${port}`]) {
        expect((await get('/', { host: value })).status).toBe(403);
        const called = await post('/bridge/describeApp', '{}', { host: value });
        expect(called.status).toBe(403);
      }
    },
  );

  it.each(['null', 'http://localhost:1', 'http://127.0.0.1', 'https://attacker.example', ''])(
    'refuses the origin "%s"',
    async (other) => {
      expect((await post('/bridge/describeApp', '{}', { origin: other })).status).toBe(403);
      expect((await get('/', { origin: other })).status).toBe(403);
    },
  );

  it('refuses a call without an origin, and one that began on another site', async () => {
    const headers = { host: `127.0.0.1:${port}`, cookie, 'content-type': 'application/json' };
    const bare = { method: 'POST', path: '/bridge/describeApp', body: '{}', headers };
    expect((await rawRequest(port, bare)).status).toBe(403);
    for (const site of ['cross-site', 'same-site']) {
      expect((await get('/', { 'sec-fetch-site': site })).status).toBe(403);
    }
    expect((await get('/', { 'sec-fetch-site': 'none' })).status).toBe(200);
  });

  it('listens on 127.0.0.1 alone', async () => {
    const elsewhere = createServer().listen({ port, host: '127.0.0.2', exclusive: true });
    await once(elsewhere, 'listening');
    elsewhere.close();
  });

  it('stops with a sentence when its port is taken', async () => {
    const again = startBrowserShell({
      workstation: made.workstation,
      rendererFolder: made.rendererFolder,
      bridgeScript: '',
    });
    await expect(again).rejects.toMatchObject({
      code: 'portTaken',
      message: expect.stringContaining(`Port ${port}`),
    });
  });
});

describe('browser shell: what is served', () => {
  it("puts the bridge before the app's script, in the app's places too", async () => {
    for (const target of ['/', '/index.html', '/patients/0198', '/patients/0198?tab=notes']) {
      const { status, text, headers } = await get(target);
      expect(status).toBe(200);
      expect(text.indexOf('/bridge.js')).toBeGreaterThan(0);
      expect(text.indexOf('/bridge.js')).toBeLessThan(text.indexOf('/assets/a.js'));
      expect(headers['cache-control']).toBe('no-store');
    }
    expect((await get('/bridge.js')).text).toBe('window.bedside = 1;');
    expect((await get('/assets/a.js')).headers['content-type']).toMatch(/^text\/javascript/);
    expect((await get('/', {}, 'HEAD')).text).toBe('');
  });

  it('sends the whole policy with every answer, refusals included, and never a CORS header', async () => {
    const answers = [
      await get('/'),
      await get('/assets/a.js'),
      await get('/nothing.js'),
      await get('/', { cookie: '' }),
      await get('/', { host: 'attacker.example' }),
      await post('/bridge/describeApp', '{}'),
      await get('/', { origin: 'https://attacker.example' }, 'OPTIONS'),
    ];
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' http://127.0.0.1:5984; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types bedside",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['permissions-policy']).toContain('microphone=()');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each([
    '/../may-1/secret.js',
    '/..%2fmay-1%2fsecret.js',
    '/%2e%2e/may-1/secret.js',
    '/%2e%2e%2fmay-1%2fsecret.js',
    '/assets/..%2f..%2fmay-1/secret.js',
    '/..%5cmay-1%5csecret.js',
    '/link.js',
    '/index.html%00.js',
    '/%ff.js',
    '/.js',
    '/assets/a.js.map',
    '//attacker.example/a.js',
    'http://attacker.example/a.js',
  ])('lets nothing out that lies elsewhere: %s', async (target) => {
    const answer = await get(target);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('outside');
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])('has no %s', async (method) => {
    const answer = await get('/', {}, method);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
  });
});

describe('browser shell: the bridge', () => {
  it('answers a call', async () => {
    const answer = await post('/bridge/describeApp', '{}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      kind: 'answer',
      response: { replicaName: made.profile.replicaName },
    });
  });

  it.each([
    ['{"person":"bs-mau"', 400, 'no JSON'],
    [new Uint8Array([0x22, 0xff, 0x22]), 400, 'no JSON'],
    ['{"person":"bs-mau","passphrase":""}', 400, 'badRequest'],
    [`{"person":"${'x'.repeat(70_000)}"}`, 413, 'too long'],
  ] as const)('refuses a bad body (%#)', async (body, status, words) => {
    const answer = await post('/bridge/unlock', body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(answer.text).not.toContain('bs-mau');
  });

  it('refuses a long body that does not say its length', async () => {
    const answer = await post('/bridge/unlock', 'x'.repeat(70_000), {
      'transfer-encoding': 'chunked',
    });
    expect(answer.status).toBe(413);
  });

  it('takes JSON alone, so that no form of another page can call it', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      expect((await post('/bridge/describeApp', '{}', { 'content-type': type })).status).toBe(415);
    }
  });

  it('is called by POST alone, and has no other function', async () => {
    expect((await get('/bridge/describeApp')).status).toBe(405);
    expect((await post('/', '{}')).status).toBe(405);
    expect((await post('/bridge/readFile', '{}')).status).toBe(404);
    expect((await post('/bridge/constructor', '{}')).status).toBe(404);
  });
});
