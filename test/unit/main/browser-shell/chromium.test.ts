import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { chromium } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareChromiumProfile } from '../../../../main/browser-shell/chromiumProfile.ts';
import { appWindowSwitches, openAppWindow } from '../../../../main/browser-shell/openAppWindow.ts';
import { chromiumSwitches, findChromium } from '../../../../main/setup/findChromium.mjs';
import type { Bridge } from '../../../../shared/bridge/contract.ts';
import { temporaryShell } from '../../../support/browserShell.ts';
import { smallPassphrase } from '../../../support/workstation.ts';

declare global {
  interface Window {
    violations: string[];
  }
}

/** What a page of ours meets: it notes every break of the policy, then says that it has started. */
const html = `<!doctype html><html><head><title>x</title>
  <script src="/assets/watch.js"></script><script type="module" src="/assets/app.js"></script>
  </head><body><script>document.title = 'inline script ran'</script></body></html>`;
const watch = `window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI));`;

let made: Awaited<ReturnType<typeof temporaryShell>>;
let browser: BrowserContext;
let page: Page;

const start = async () => {
  browser = await chromium.launchPersistentContext(path.join(made.folder, 'browser'), {
    executablePath: findChromium()!,
    headless: true,
    args: chromiumSwitches(),
  });
  page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(made.shell.launchUrl());
};

beforeAll(async () => {
  const root = path.resolve(import.meta.dirname, '../../../..');
  const built = await build({
    configFile: path.join(root, 'main/browser-shell/vite.config.ts'),
    build: { write: false },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const script = 'output' in output! ? output.output[0].code : '';
  made = await temporaryShell(
    {
      'index.html': html,
      'assets/watch.js': watch,
      'assets/app.js': 'export {}',
      // The one Worker that may compile WebAssembly, and any other.
      ...Object.fromEntries(
        ['assets/barcodeWorker-a1_B2-c3.js', 'assets/otherWorker-a1b2c3.js'].map((name) => [
          name,
          `const tried = (act) => { try { act(); return 'done' } catch (error) { return error.name } };
           const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
           const outside = (url) => fetch(url, { mode: 'no-cors' }).then(() => 'done', (error) => error.name);
           const compiled = tried(() => new WebAssembly.Module(empty));
           const generated = tried(() => Function('return 1')());
           outside('http://127.0.0.1:1/').then((reached) => postMessage({ compiled, generated, reached }));`,
        ]),
      ),
      'generate.html': '<html><head><script src="/assets/generate.js"></script></head></html>',
      'assets/generate.js': `try { document.title = Function('return "ran"')(); }
        catch (error) { document.title = error.name; }`,
    },
    script,
    { demonstration: true },
  );
  await prepareChromiumProfile(path.join(made.folder, 'browser'), made.shell.origin);
  await start();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await made.stop();
});

describe('browser shell in a real Chromium', () => {
  it('grants storage that the browser may not evict, after a restart too', async () => {
    const persist = () => page.evaluate(() => navigator.storage.persist());
    expect(await persist()).toBe(true);
    await browser.close();
    await start();
    expect(await page.evaluate(() => navigator.storage.persisted())).toBe(true);
  });

  it('would not be granted it without our preparation', async () => {
    const bare = await chromium.launchPersistentContext(path.join(made.folder, 'bare'), {
      executablePath: findChromium()!,
      args: chromiumSwitches(),
    });
    const other = await bare.newPage();
    await other.goto(made.shell.launchUrl());
    expect(await other.evaluate(() => navigator.storage.persist())).toBe(false);
    await bare.close();
  });

  it('has the bridge in place, which the page cannot change', async () => {
    const seen = await page.evaluate(async (passphrase) => {
      const { bedside } = window as unknown as { bedside: Bridge };
      let changed = true;
      try {
        (window as unknown as { bedside: unknown }).bedside = {};
      } catch {
        changed = false;
      }
      return {
        changed: changed && (window as unknown as { bedside: unknown }).bedside !== bedside,
        frozen: Object.isFrozen(bedside),
        app: await bedside.describeApp({}),
        unlocked: await bedside.unlock({ person: 'bs-mau', passphrase }),
        refused: await bedside.unlock({ person: 'nobody', passphrase }).catch(String),
      };
    }, smallPassphrase);
    expect(seen.changed).toBe(false);
    expect(seen.frozen).toBe(true);
    expect(seen.app.replicaName).toBe(made.profile.replicaName);
    expect(seen.unlocked.kind).toBe('unlocked');
    expect(seen.refused).toMatch(/^Error: notAllowed: /);
  });

  it('runs no inline script, no generated code and no string as a script, and nothing of ours breaks the policy', async () => {
    await page.reload();
    expect(await page.title()).toBe('x');
    // The page's own inline script is the one thing that was refused.
    expect(await page.evaluate(() => window.violations)).toEqual(['script-src-elem inline']);
    const outcomes = await page.evaluate(() => {
      const tried = (act: () => unknown) => {
        try {
          act();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const policies = (window as unknown as { trustedTypes: { createPolicy: CallableFunction } })
        .trustedTypes;
      return {
        html: tried(() => (document.body.innerHTML = '<b>x</b>')),
        worker: tried(() => new Worker('/assets/app.js')),
        other: tried(() => policies.createPolicy('other', {})),
        bedside: tried(() => policies.createPolicy('bedside', {})),
      };
    });
    expect(outcomes).toMatchObject({ html: 'TypeError', worker: 'TypeError', bedside: 'done' });
    expect(outcomes.other).toBe('TypeError');
    await page.goto(`${made.shell.origin}/generate.html`);
    expect(await page.title()).toBe('EvalError');
    await page.goto(`${made.shell.origin}/`);
  });

  it('compiles WebAssembly in the Worker that reads barcodes and nowhere else', async () => {
    await page.goto(`${made.shell.origin}/`);
    const seen = await page.evaluate(async () => {
      const { trustedTypes } = window as unknown as {
        trustedTypes: {
          createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
        };
      };
      const policy = trustedTypes.createPolicy('bedside', {
        createScriptURL: (url: string) => url,
      });
      const told = (name: string) =>
        new Promise((resolve) => {
          const worker = new Worker(policy.createScriptURL(`/assets/${name}`), { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = () => resolve('never started');
        });
      let page = 'done';
      try {
        new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      } catch (error) {
        page = (error as Error).name;
      }
      return {
        page,
        barcodes: await told('barcodeWorker-a1_B2-c3.js'),
        other: await told('otherWorker-a1b2c3.js'),
      };
    });
    expect(seen).toEqual({
      page: 'CompileError',
      barcodes: { compiled: 'done', generated: 'EvalError', reached: 'TypeError' },
      other: { compiled: 'CompileError', generated: 'EvalError', reached: 'TypeError' },
    });
  });

  it('gives the pages the camera, unasked, and never a microphone', async () => {
    const asked = await page.evaluate(async () => {
      const state = (name: string) =>
        navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state);
      return [await state('camera'), await state('microphone')];
    });
    expect(asked).toEqual(['granted', 'denied']);
  });

  it('speaks to the central server of the profile and to no other machine', async () => {
    const reach = (url: string) =>
      page.evaluate(async (address) => {
        const before = window.violations.length;
        await fetch(address, { mode: 'no-cors' }).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return window.violations.length - before;
      }, url);
    expect(await reach(`http://127.0.0.1:${made.profile.demonstration!.cablePort}/`)).toBe(0);
    expect(await reach('http://127.0.0.1:1/')).toBe(1);
    expect(await reach('https://attacker.example/')).toBe(1);
  });

  it('invariant 5: writes nothing down of what stands in a field, as it would unprepared', async () => {
    const typed = 'Trần Thị Nghĩ Ra';
    const writtenBy = async (name: string, prepare: boolean) => {
      const folder = path.join(made.folder, name);
      if (prepare) await prepareChromiumProfile(folder, made.shell.origin);
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: findChromium()!,
        args: chromiumSwitches(),
      });
      const typing = await context.newPage();
      await typing.goto(made.shell.launchUrl());
      await typing.evaluate((text) => {
        const field = document.createElement('input');
        document.body.append(field);
        field.focus();
        document.execCommand('insertText', false, text);
        history.pushState({}, '', '/elsewhere');
      }, typed);
      // Chromium gathers what it writes of a session for 2.5 s.
      await typing.waitForTimeout(3_500);
      await context.close();
      return filesWith(folder, [Buffer.from(typed), Buffer.from(typed, 'utf16le')]);
    };
    const [bare, prepared] = await Promise.all([
      writtenBy('sessions-bare', false),
      writtenBy('sessions-prepared', true),
    ]);
    expect(bare.join()).toContain('Sessions');
    expect(prepared).toEqual([]);
  });

  it('invariant 5: keeps no note of what is typed, and no crash dumps', async () => {
    const file = path.join(made.folder, 'browser', 'Default', 'Preferences');
    const preferences = JSON.parse(await fs.readFile(file, 'utf8')) as {
      autofill: { profile_enabled: boolean };
    };
    expect(preferences.autofill.profile_enabled).toBe(false);
    const switches = appWindowSwitches(made.shell.origin, made.folder);
    expect(switches).toContain('--disable-breakpad');
    expect(switches.join(' ')).not.toContain('remote-debugging');
  });
});

it('invariant 1: the app’s own window begins with no torn log of IndexedDB', async () => {
  const folder = path.join(made.folder, 'torn');
  const store = path.join(folder, 'Default/IndexedDB/http_127.0.0.1_1.indexeddb.leveldb');
  await fs.mkdir(store, { recursive: true });
  await fs.writeFile(path.join(store, '000003.log'), 'torn');
  const damaged: (readonly string[])[] = [];
  const window = await openAppWindow(findChromium()!, made.shell.launchUrl(), folder, {
    more: ['--headless=new'],
    onDamaged: async (kept) => void damaged.push(kept),
  });
  await window.close();
  expect(await fs.readFile(path.join(store, '000003.log'), 'utf8')).toBe('');
  expect(damaged).toEqual([[]]);
}, 60_000);

describe('the developer tools', () => {
  it('do not open in the app’s own window, even by the switch that opens them', async () => {
    const folder = path.join(made.folder, 'tools-shut');
    const portFile = path.join(folder, 'DevToolsActivePort');
    const window = await openAppWindow(findChromium()!, made.shell.launchUrl(), folder, {
      more: ['--headless=new', '--remote-debugging-port=0', '--auto-open-devtools-for-tabs'],
    });
    const port = async () => (await fs.readFile(portFile, 'utf8').catch(() => '')).split('\n')[0]!;
    await expect.poll(port, { timeout: 20_000 }).toMatch(/^\d+$/);
    const address = `http://127.0.0.1:${await port()}/json/list`;
    const shown = async () =>
      ((await (await fetch(address)).json()) as { url: string }[]).map(({ url }) => url);
    await expect.poll(shown, { timeout: 20_000 }).toContain(`${made.shell.origin}/`);
    // Time for the tools to come, where they may.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect((await shown()).filter((url) => url.startsWith('devtools:'))).toEqual([]);
    await window.close();
  }, 60_000);

  it('would open without that preparation', async () => {
    const context = await chromium.launchPersistentContext(path.join(made.folder, 'tools-open'), {
      executablePath: findChromium()!,
      args: [...chromiumSwitches(), '--auto-open-devtools-for-tabs'],
    });
    const session = await context.browser()!.newBrowserCDPSession();
    const isOpen = async () => {
      const { targetInfos } = await session.send('Target.getTargets');
      return targetInfos.some(({ url }) => url.startsWith('devtools:'));
    };
    await expect.poll(isOpen, { timeout: 20_000 }).toBe(true);
    await context.close();
  }, 60_000);
});

/** Files below a folder that hold any of these bytes. */
async function filesWith(folder: string, needles: readonly Buffer[]): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await fs.readFile(path.join(entry.parentPath, entry.name));
    if (needles.some((needle) => bytes.includes(needle))) {
      found.push(path.join(entry.parentPath, entry.name));
    }
  }
  return found;
}
