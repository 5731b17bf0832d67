import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Where a browser may stand. Everything that depends on the machine is passed in, so that the
 * finder can be shown to work for systems that it isn't running on.
 * @typedef {{
 *   readonly platform: NodeJS.Platform,
 *   readonly env: Readonly<Record<string, string | undefined>>,
 *   readonly home: string,
 *   readonly exists: (file: string) => boolean,
 *   readonly list: (folder: string) => readonly string[],
 * }} Machine
 */

/** @type {Machine} */
const thisMachine = {
  platform: process.platform,
  env: process.env,
  home: os.homedir(),
  exists: (file) => {
    try {
      fs.accessSync(file, process.platform === 'win32' ? fs.constants.F_OK : fs.constants.X_OK);
      return fs.statSync(file).isFile();
    } catch {
      return false;
    }
  },
  list: (folder) => {
    try {
      return fs.readdirSync(folder);
    } catch {
      return [];
    }
  },
};

/** A `BEDSIDE_CHROMIUM` that points at nothing: a wrong answer, which no search may paper over. */
export class ChromiumPathWrong extends Error {
  /** @param {string} file */
  constructor(file) {
    super(
      `BEDSIDE_CHROMIUM points at ${file}, and there is no program; correct it, or unset it to let one be found`,
    );
    this.name = 'ChromiumPathWrong';
  }
}

/**
 * The executable of a Chromium: the one named by `BEDSIDE_CHROMIUM`, else an installed Chrome,
 * Edge or Chromium, else one in Playwright's cache. Undefined when there is none; throws
 * `ChromiumPathWrong`.
 * @param {Partial<Machine>} [machine] this one, unless told
 * @returns {string | undefined}
 */
export function findChromium(machine) {
  const { platform, env, home, exists, list } = { ...thisMachine, ...machine };
  const named = env['BEDSIDE_CHROMIUM'];
  if (named) {
    if (!exists(named)) throw new ChromiumPathWrong(named);
    return named;
  }
  const join = platform === 'win32' ? path.win32.join : path.posix.join;
  return [
    ...installed(platform, env, home, join),
    ...inPlaywrightsCache(platform, env, home, list, join),
  ].find(exists);
}

/**
 * The executable that tests start in masses: Chromium's headless shell where it is installed, which
 * is the same engine, network and IndexedDB without the browser around them, and a start of it costs
 * a quarter; else the whole Chromium. What is about the browser itself (a window of the app, kept
 * storage, what lies in a profile's folder) starts the whole one. Throws `ChromiumPathWrong`.
 * @param {Partial<Machine>} [machine] this one, unless told
 * @returns {string | undefined}
 */
export function findHeadlessShell(machine) {
  const { platform, env, exists } = { ...thisMachine, ...machine };
  if (platform !== 'linux' || env['BEDSIDE_CHROMIUM']) return findChromium(machine);
  return onPath(['chromium-headless-shell'], env).find(exists) ?? findChromium(machine);
}

/**
 * @param {NodeJS.Platform} platform
 * @param {Machine['env']} env
 * @param {string} home
 * @param {(...parts: string[]) => string} join
 */
function installed(platform, env, home, join) {
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
    ].flatMap((parts) => folders.flatMap((folder) => (folder ? [join(folder, ...parts)] : [])));
  }
  if (platform === 'darwin')
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].flatMap((name) =>
      ['/Applications', join(home, 'Applications')].map((folder) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  return onPath(
    [
      'google-chrome-stable',
      'google-chrome',
      'chromium',
      'chromium-browser',
      'microsoft-edge-stable',
      'microsoft-edge',
    ],
    env,
  );
}

/**
 * Where programs of these names may lie on a Linux, in their order.
 * @param {readonly string[]} names
 * @param {Machine['env']} env
 */
function onPath(names, env) {
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  // A service or a cron job has a short PATH.
  const all = [...new Set([...folders, '/usr/bin', '/usr/local/bin', '/snap/bin'])];
  return names.flatMap((name) => all.map((folder) => path.posix.join(folder, name)));
}

/**
 * Playwright's own downloads, newest first: `chromium-<build>/chrome-linux64/chrome` and the like.
 * Its `chromium_headless_shell` is passed over: it can't open a window.
 * @param {NodeJS.Platform} platform
 * @param {Machine['env']} env
 * @param {string} home
 * @param {Machine['list']} list
 * @param {(...parts: string[]) => string} join
 */
function inPlaywrightsCache(platform, env, home, list, join) {
  const told = env['PLAYWRIGHT_BROWSERS_PATH'];
  const usual =
    platform === 'win32'
      ? join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'ms-playwright')
      : platform === 'darwin'
        ? join(home, 'Library', 'Caches', 'ms-playwright')
        : join(env['XDG_CACHE_HOME'] ?? join(home, '.cache'), 'ms-playwright');
  const cache = told && told !== '0' ? told : usual;
  const programs =
    platform === 'win32'
      ? [['chrome.exe']]
      : platform === 'darwin'
        ? ['Google Chrome for Testing', 'Chromium'].map((name) => [
            `${name}.app`,
            'Contents',
            'MacOS',
            name,
          ])
        : [['chrome']];
  const build = (/** @type {string} */ name) => Number(/^chromium-(\d+)$/.exec(name)?.[1] ?? -1);
  return [...list(cache)]
    .filter((name) => build(name) >= 0)
    .sort((a, b) => build(b) - build(a))
    .flatMap((name) =>
      list(join(cache, name)).flatMap((folder) =>
        programs.map((program) => join(cache, name, folder, ...program)),
      ),
    );
}

/**
 * Switches for a Chromium that a test or the browser shell starts: it calls nobody but us. As root
 * on Linux it refuses to start with its own sandbox.
 * @returns {string[]}
 */
export function chromiumSwitches() {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}
