import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ChromiumPathWrong,
  findChromium,
  findHeadlessShell,
} from '../../../../main/setup/findChromium.mjs';

/** A machine on which exactly these files exist. */
function machine(platform: NodeJS.Platform, files: string[], env: Record<string, string> = {}) {
  const slash = platform === 'win32' ? '\\' : '/';
  return {
    platform,
    env,
    home: platform === 'win32' ? 'C:\\Users\\lan' : '/home/lan',
    exists: (file: string) => files.includes(file),
    list: (folder: string) => [
      ...new Set(
        files
          .filter((file) => file.startsWith(folder + slash))
          .map((file) => file.slice(folder.length + 1).split(slash)[0]!),
      ),
    ],
  };
}

describe('findChromium: where each system keeps its browsers', () => {
  const windows = {
    PROGRAMFILES: 'C:\\Program Files',
    LOCALAPPDATA: 'C:\\Users\\lan\\AppData\\Local',
  };
  const cases: [NodeJS.Platform, string, Record<string, string>?][] = [
    ['linux', '/usr/bin/chromium'],
    ['linux', '/usr/bin/google-chrome-stable'],
    ['linux', '/snap/bin/chromium'],
    ['linux', '/opt/browsers/microsoft-edge', { PATH: '/opt/browsers:/bin' }],
    ['linux', '/home/lan/.cache/ms-playwright/chromium-1234/chrome-linux64/chrome'],
    [
      'linux',
      '/srv/cache/chromium-1234/chrome-linux/chrome',
      { PLAYWRIGHT_BROWSERS_PATH: '/srv/cache' },
    ],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', '/home/lan/Applications/Chromium.app/Contents/MacOS/Chromium'],
    [
      'darwin',
      '/home/lan/Library/Caches/ms-playwright/chromium-9/chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', windows],
    [
      'win32',
      'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
      { ...windows, 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' },
    ],
    ['win32', 'C:\\Users\\lan\\AppData\\Local\\Chromium\\Application\\chrome.exe', windows],
    [
      'win32',
      'C:\\Users\\lan\\AppData\\Local\\ms-playwright\\chromium-7\\chrome-win64\\chrome.exe',
      windows,
    ],
  ];
  for (const [platform, file, env] of cases)
    test(`${platform}: ${file}`, () => {
      expect(findChromium(machine(platform, [file], env))).toBe(file);
      expect(findChromium(machine(platform, [], env))).toBeUndefined();
    });
});

describe('findChromium: which of several', () => {
  const cached = (build: number) =>
    `/home/lan/.cache/ms-playwright/chromium-${build}/chrome-linux64/chrome`;

  test('an installed browser comes before a cached one', () => {
    expect(findChromium(machine('linux', [cached(1), '/usr/bin/chromium']))).toBe(
      '/usr/bin/chromium',
    );
  });

  test("the newest of Playwright's builds, by number", () => {
    expect(findChromium(machine('linux', [cached(999), cached(1200), cached(87)]))).toBe(
      cached(1200),
    );
  });

  test('a headless shell is passed over: it cannot open a window', () => {
    const shell =
      '/home/lan/.cache/ms-playwright/chromium_headless_shell-1200/chrome-linux64/chrome';
    expect(findChromium(machine('linux', [shell]))).toBeUndefined();
  });

  test('BEDSIDE_CHROMIUM decides, and is an error when it points at nothing', () => {
    const env = { BEDSIDE_CHROMIUM: '/opt/mine' };
    expect(findChromium(machine('linux', ['/opt/mine', '/usr/bin/chromium'], env))).toBe(
      '/opt/mine',
    );
    expect(() => findChromium(machine('linux', ['/usr/bin/chromium'], env))).toThrow(
      ChromiumPathWrong,
    );
  });
});

describe('findHeadlessShell: what tests start in masses', () => {
  const [whole, shell] = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'];

  test('the headless shell where it is installed, else the whole Chromium', () => {
    expect(findHeadlessShell(machine('linux', [whole, shell]))).toBe(shell);
    expect(findHeadlessShell(machine('linux', [whole]))).toBe(whole);
    expect(findHeadlessShell(machine('linux', []))).toBeUndefined();
  });

  test('BEDSIDE_CHROMIUM decides here too', () => {
    const env = { BEDSIDE_CHROMIUM: '/opt/mine' };
    expect(findHeadlessShell(machine('linux', ['/opt/mine', shell], env))).toBe('/opt/mine');
  });
});

describe('findChromium on a real disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-chromium-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  test('a program named by BEDSIDE_CHROMIUM is taken once it can be run', () => {
    const program = path.join(folder, 'chromium');
    const found = () => findChromium({ env: { BEDSIDE_CHROMIUM: program } });
    expect(found).toThrow(ChromiumPathWrong);
    fs.writeFileSync(program, '');
    if (process.platform !== 'win32') expect(found).toThrow(ChromiumPathWrong);
    fs.chmodSync(program, 0o755);
    expect(found()).toBe(program);
  });

  test("Playwright's cache is read as it lies", () => {
    const program = path.join(folder, 'chromium-1200', 'chrome-linux64', 'chrome');
    const found = () =>
      findChromium({
        platform: 'linux',
        env: { PLAYWRIGHT_BROWSERS_PATH: folder },
        exists: (file) => file.startsWith(folder) && fs.existsSync(file),
      });
    expect(found()).toBeUndefined();
    fs.mkdirSync(path.dirname(program), { recursive: true });
    fs.writeFileSync(program, '');
    expect(found()).toBe(program);
  });

  test('a folder named by BEDSIDE_CHROMIUM is no program', () => {
    expect(() => findChromium({ env: { BEDSIDE_CHROMIUM: folder } })).toThrow(ChromiumPathWrong);
  });
});
