import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appResponse } from '../../../../main/electron/appResponse.ts';
import { responseHeaders } from '../../../../main/shell/responseHeaders.ts';

let parent: string;
const centralOrigin = 'http://192.168.1.10:5984';
const ask = (url: string, method = 'GET') =>
  appResponse(new Request(url, { method }), {
    rendererFolder: path.join(parent, 'renderer'),
    centralOrigin,
  });

beforeAll(async () => {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-app-'));
  await fs.mkdir(path.join(parent, 'renderer'));
  await fs.writeFile(path.join(parent, 'renderer', 'index.html'), '<html></html>');
  await fs.writeFile(path.join(parent, 'secret.js'), 'outside');
  await fs.symlink(path.join(parent, 'secret.js'), path.join(parent, 'renderer', 'link.js'));
});
afterAll(() => fs.rm(parent, { recursive: true }));

describe('app://bedside', () => {
  it('serves the pages, at places inside the app too, with the policy of the browser shell', async () => {
    for (const url of ['app://bedside/', 'app://bedside/patients/0198']) {
      const response = await ask(url);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('<html></html>');
      expect(Object.fromEntries(response.headers)).toMatchObject(
        Object.fromEntries(
          Object.entries(responseHeaders(centralOrigin, '/')).map(([name, value]) => [
            name.toLowerCase(),
            value,
          ]),
        ),
      );
    }
  });

  it.each([
    ['app://bedside/..%2fsecret.js', 404],
    ['app://bedside/%2e%2e/secret.js', 404],
    ['app://bedside/..%5csecret.js', 404],
    ['app://bedside/%5c..%5csecret.js', 404],
    ['app://bedside/assets/..%2f..%2fsecret.js', 404],
    ['app://bedside/..%252fsecret.js', 404],
    ['app://bedside/%c0%ae%c0%ae%2fsecret.js', 404],
    ['app://bedside/%ef%bc%8e%ef%bc%8e%2fsecret.js', 404],
    ['app://bedside/\u2025/secret.js', 404],
    ['app://bedside/index.html%00.js', 404],
    ['app://bedside/%2fetc%2fpasswd.js', 404],
    ['app://bedside/c:%5csecret.js', 404],
    ['app://bedside/link.js', 404],
    ['app://bedside/missing.js', 404],
    ['app://other/', 403],
    ['app://bedside.attacker.example/', 403],
  ])('answers %s with %i and nothing else', async (url, status) => {
    const response = await ask(url);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('only reads', async () => {
    expect((await ask('app://bedside/', 'POST')).status).toBe(405);
    expect(await (await ask('app://bedside/', 'HEAD')).text()).toBe('');
  });
});
