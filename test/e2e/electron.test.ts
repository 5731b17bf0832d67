import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { findElectron, hasDisplay } from '../../main/commands/electronProgram.ts';
import { prepareDemonstration } from '../../main/demonstration/prepareDemonstration.ts';
import type { PreparedDemonstration } from '../../main/demonstration/prepareDemonstration.ts';
import { chromiumSwitches } from '../../main/setup/findChromium.mjs';
import { workstationScreens } from '../support/pages/workstation.ts';
import { smallPassphrase, temporaryProfile } from '../support/workstation.ts';

const root = path.resolve(import.meta.dirname, '../..');

/*
 * The real Electron, where its program and a screen are there. Where they aren't, nothing here can
 * run: each says so and counts as skipped, and the pure parts are tested in test/unit/main/electron.
 */
const notHere = "Electron's program, or a screen, is not here: this test of it did not run.";

let program: string | undefined;
let folder: string;
let prepared: PreparedDemonstration | undefined;
const running: ElectronApplication[] = [];

test.beforeAll(async () => {
  program = hasDisplay() ? await findElectron(root) : undefined;
  if (program === undefined) return console.log(notHere);
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-electron-'));
  prepared = await prepareDemonstration({ folder, shell: 'electron', patients: 0 });
});
test.beforeEach(({}, info) => {
  if (program === undefined) info.skip(true, notHere);
});
test.afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
});
test.afterAll(async () => {
  await prepared?.stop();
  if (folder) await fs.rm(folder, { recursive: true, force: true });
});

/** The demonstration's workstation, or the profile that is given. */
async function launch(
  profileDir = prepared!.workstations[0]!.profileDir,
): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: program!,
    args: [root, `--profile=${profileDir}`, ...chromiumSwitches()],
  });
  running.push(app);
  const page = await app.firstWindow();
  page.setDefaultTimeout(90_000);
  return { app, page };
}

test('the Electron shell opens the workstation, sandboxed, from app://bedside alone', async () => {
  const { page } = await launch();
  await expect(page.getByText(prepared!.facility.name)).toBeVisible();
  expect(page.url()).toMatch(/^app:\/\/bedside\//);
  const seen = await page.evaluate(async () => ({
    bridge: Object.isFrozen(window.bedside) && typeof window.bedside.unlock,
    node: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    persistent: await navigator.storage.persist(),
    opened: window.open('https://attacker.example/') === null,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    ),
  }));
  expect(seen).toEqual({
    bridge: 'function',
    node: 'undefined',
    process: 'undefined',
    persistent: true,
    opened: true,
    camera: 'denied',
  });
  await page.evaluate(() => location.assign('https://attacker.example/')).catch(() => undefined);
  expect(page.url()).toMatch(/^app:\/\/bedside\//);
});

test('Electron keeps the preferences of a window that guard it, and the policy of the pages', async () => {
  const { app, page } = await launch();
  await expect(page.getByText(prepared!.facility.name)).toBeVisible();
  const kept = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window!.webContents as Electron.WebContents & {
      getLastWebPreferences(): Electron.WebPreferences;
    };
    return contents.getLastWebPreferences();
  });
  expect(kept).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  const seen = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    try {
      document.head.append(script);
    } catch {
      // Trusted Types may refuse it before the policy does.
    }
    const elsewhere = await fetch('https://attacker.example/').then(
      () => 'answered',
      () => 'refused',
    );
    document.body.append(document.createElement('webview'));
    const view = document.querySelector('webview') as unknown as { loadURL?: unknown };
    return {
      elsewhere,
      inline: (window as unknown as { ranInline?: boolean }).ranInline,
      webview: typeof view.loadURL,
    };
  });
  expect(seen).toEqual({ elsewhere: 'refused', inline: undefined, webview: 'undefined' });
});

test('what was written is there after a restart: app:// pages keep their IndexedDB', async () => {
  const name = 'Lò Văn Điện Tử';
  const first = await launch();
  const screens = workstationScreens(first.page);
  await screens.unlock('Lê Minh Khôi', prepared!.passphrase);
  await screens.register({ name, birth: '1961', sex: 'Nam', reason: 'Sốt' });
  await first.app.close();
  running.length = 0;
  const second = await launch();
  const again = workstationScreens(second.page);
  await again.unlock('Lê Minh Khôi', prepared!.passphrase);
  await again.open(name);
  await expect(second.page.getByText('Sốt').first()).toBeVisible();
});

test('a locked screen and a machine that sleeps lock the workstation', async () => {
  const { app, page } = await launch();
  const screens = workstationScreens(page);
  for (const event of ['lock-screen', 'suspend'] as const) {
    await screens.unlock('Lê Minh Khôi', prepared!.passphrase);
    await app.evaluate(({ powerMonitor }, name) => {
      (powerMonitor as unknown as { emit(event: string): void }).emit(name);
    }, event);
    await expect(page.getByLabel('Mật khẩu')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Đi tới' })).toHaveCount(0);
  }
});

test('the device secret is in the keeping of the keychain, where this machine has one', async () => {
  const { folder: profile, remove } = await temporaryProfile();
  const { app, page } = await launch(profile);
  await expect(page.getByLabel('Mật khẩu')).toBeVisible();
  const hasKeychain = await app.evaluate(
    async ({ safeStorage }, platform) =>
      (await safeStorage.isAsyncEncryptionAvailable()) &&
      (platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
    process.platform,
  );
  const protection = hasKeychain ? 'keychain' : 'file';
  const told = await page.evaluate(async () => (await window.bedside.describeApp({})).deviceSecret);
  expect(told).toBe(protection);
  const stored = await fs.readFile(path.join(profile, 'device-secret.json'), 'utf8');
  expect(JSON.parse(stored)).toMatchObject({ protection });
  const opened = await page.evaluate(
    (passphrase) => window.bedside.unlock({ person: 'bs-mau', passphrase }),
    smallPassphrase,
  );
  expect(opened.kind).toBe('unlocked');
  await app.close();
  running.length = 0;
  await remove();
});

test('a page that isn’t ours, with our own preload, is answered nothing', async () => {
  const { app, page } = await launch();
  await expect(page.getByText(prepared!.facility.name)).toBeVisible();
  const preload = path.join(root, 'out', 'preload', 'preload.cjs');
  const answer = await app.evaluate(async ({ BrowserWindow }, script) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { preload: script, sandbox: true, contextIsolation: true },
    });
    await window.loadURL('data:text/html,<title>forged</title>');
    const said = (await window.webContents.executeJavaScript(
      `window.bedside.describeApp({}).then(() => 'answered', (error) => String(error))`,
    )) as string;
    window.destroy();
    return said;
  }, preload);
  expect(answer).not.toBe('answered');
  expect(answer).toContain('Only the pages of this workstation may call it');
});
