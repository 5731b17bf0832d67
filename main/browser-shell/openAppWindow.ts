import { spawn } from 'node:child_process';
import { keptSentence, mendLogs } from '../disk/mendLogs.ts';
import { chromiumSwitches } from '../setup/findChromium.mjs';
import { prepareChromiumProfile } from './chromiumProfile.ts';

export interface AppWindow {
  /** Resolves when Chromium has ended. */
  readonly closed: Promise<void>;
  /** Asks Chromium to end, and waits until it has, 5 s at most. */
  close(): Promise<void>;
}

/**
 * Switches of the app window. Crash dumps are off: they would hold records in clear. There is no
 * remote debugging.
 */
export function appWindowSwitches(url: string, userDataDir: string): readonly string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${userDataDir}`,
    ...chromiumSwitches(),
    '--no-default-browser-check',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-extensions',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-client-side-phishing-detection',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    '--window-size=1366,768',
  ];
}

export interface AppWindowOptions {
  readonly more?: readonly string[];
  /** Told before the browser starts which copies were made of its damaged store, each time. */
  readonly onDamaged?: (kept: readonly string[]) => Promise<void>;
}

/**
 * Opens the workstation in a window of an installed Chromium, without its developer tools. Rejects
 * when the program can't be started.
 */
export async function openAppWindow(
  executable: string,
  launchUrl: string,
  userDataDir: string,
  { more = [], onDamaged }: AppWindowOptions = {},
): Promise<AppWindow> {
  const mended = await mendLogs(userDataDir);
  const kept = keptSentence(mended);
  if (kept !== undefined) console.error(kept);
  await onDamaged?.(mended.kept);
  await prepareChromiumProfile(userDataDir, new URL(launchUrl).origin, { devTools: false });
  const browser = spawn(executable, [...appWindowSwitches(launchUrl, userDataDir), ...more], {
    stdio: 'ignore',
  });
  await new Promise<void>((resolve, reject) => {
    browser.once('spawn', resolve);
    browser.once('error', reject);
  });
  const closed = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  return {
    closed,
    async close() {
      browser.kill('SIGTERM');
      const waited = new Promise<void>((resolve) => setTimeout(resolve, 5_000).unref());
      await Promise.race([closed, waited]);
      browser.kill('SIGKILL');
    },
  };
}
