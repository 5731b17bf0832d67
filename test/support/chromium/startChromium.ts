import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { mendLogs } from '../../../main/disk/mendLogs.ts';
import { appWindowSwitches } from '../../../main/browser-shell/openAppWindow.ts';
import {
  chromiumSwitches,
  findChromium,
  findHeadlessShell,
} from '../../../main/setup/findChromium.mjs';

/** A browser of our own on a profile, that can be killed as a power cut would, and started again. */
export interface RunningChromium {
  readonly browser: Browser;
  readonly page: Page;
  readonly version: string;
  /** Ends every process of it at once, unasked: SIGKILL to the whole group. */
  kill(): Promise<void>;
  /** Asks it to close, so that it writes what it likes to write at the end. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly profile: string;
  readonly url: string;
  /** Its headless shell will do, where there is one (`findHeadlessShell`). */
  readonly shell?: boolean;
  /** A program that runs the browser, with its arguments (`strace …`). */
  readonly under?: readonly string[];
  readonly switches?: readonly string[];
  /** With the switches of the app's own window, but for what drives it; the page is loaded by one of them. */
  readonly asAppWindow?: boolean;
  /** Whether a torn log is mended first, as the app does it; true unless said otherwise. */
  readonly mends?: boolean;
  /** Told before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const startLimitMs = 60_000;

/** Starts a headless Chromium on a profile folder and opens a page. */
export async function startChromium(options: StartOptions): Promise<RunningChromium> {
  const executable = options.shell ? findHeadlessShell() : findChromium();
  if (!executable) throw new Error('no Chromium was found: set BEDSIDE_CHROMIUM to its program');
  const portFile = path.join(options.profile, 'DevToolsActivePort');
  await fs.mkdir(options.profile, { recursive: true });
  await fs.rm(portFile, { force: true });
  // As the app does before it opens its window.
  if (options.mends ?? true) await mendLogs(options.profile);
  const [program, ...programArguments] = [
    ...(options.under ?? []),
    executable,
    ...(options.asAppWindow
      ? appWindowSwitches(options.url, options.profile)
      : [
          ...chromiumSwitches(),
          `--user-data-dir=${options.profile}`,
          '--no-default-browser-check',
          '--disable-crash-reporter',
        ]),
    '--headless=new',
    '--remote-debugging-port=0',
    '--password-store=basic',
    '--use-mock-keychain',
    ...(options.switches ?? []),
    ...(options.asAppWindow ? [] : ['about:blank']),
  ];
  // A group of its own, so that one signal reaches every process of it.
  const child = spawn(program!, programArguments, {
    detached: process.platform !== 'win32',
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const atExit = () => killGroup(child);
  process.once('exit', atExit);
  const kill = async () => {
    killGroup(child);
    await ended;
    process.removeListener('exit', atExit);
  };
  try {
    const endpoint = await debuggingPort(portFile, child);
    const browser = await chromium.connectOverCDP(endpoint);
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.newPage());
    await options.prepare?.(page);
    if (options.asAppWindow) await page.waitForURL(`${new URL(options.url).origin}/`);
    else await page.goto(options.url);
    return {
      browser,
      page,
      version: browser.version(),
      async kill() {
        await kill();
        await browser.close().catch(() => undefined);
      },
      async close() {
        const session = await browser.newBrowserCDPSession();
        await session.send('Browser.close').catch(() => undefined);
        await Promise.race([ended, delay(10_000)]);
        await kill();
        await browser.close().catch(() => undefined);
      },
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

async function debuggingPort(portFile: string, child: ChildProcess): Promise<string> {
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const text = await fs.readFile(portFile, 'utf8').catch(() => '');
    const [port, route] = text.split('\n');
    if (port && route) return `ws://127.0.0.1:${port}${route}`;
    await delay(20);
  }
  throw new Error(`Chromium did not start within ${startLimitMs / 1000} seconds`);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended.
  }
}
