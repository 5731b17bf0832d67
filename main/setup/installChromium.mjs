import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './findChromium.mjs';

const downloadLimitMs = 5 * 60_000;
const aptLimitMs = 10 * 60_000;

/**
 * Installs a Chromium where the machine allows it: by apt as root on Debian (its package brings the
 * libraries that the browser needs), else, or if that fails, by Playwright's download.
 * @param {string} root the project's folder
 * @param {(sentence: string) => void} say
 * @returns {Promise<string | undefined>} the executable, or undefined when none could be had
 */
export async function installChromium(root, say) {
  for (const attempt of [withApt, withPlaywright]) {
    const done = await attempt(root, say);
    const found = done ? findChromium() : undefined;
    if (found) return found;
  }
  return undefined;
}

/**
 * Installs Chromium's headless shell for the tests (`findHeadlessShell`), where apt may be used.
 * Without it they start the whole browser and take longer.
 * @param {(sentence: string) => void} say
 * @returns {Promise<void>}
 */
export async function installHeadlessShell(say) {
  if (!mayUseApt()) return;
  say("Installing Debian's chromium-headless-shell with apt-get: the tests start it in masses.");
  if (!(await apt('chromium-headless-shell', say)))
    say('It could not be installed: the tests start the whole Chromium, and take longer.');
}

/** What a person can do when no Chromium could be installed. */
export const chromiumAdvice =
  'No Chromium was found and none could be installed: install Google Chrome, Microsoft Edge or Chromium, or set BEDSIDE_CHROMIUM to the full path of its program, and run the command again.';

/**
 * @param {string} _root
 * @param {(sentence: string) => void} say
 */
async function withApt(_root, say) {
  if (!mayUseApt()) return false;
  say("No Chromium found: installing Debian's package with apt-get.");
  return apt('chromium', say);
}

function mayUseApt() {
  const isDebian = process.platform === 'linux' && fs.existsSync('/etc/debian_version');
  return isDebian && process.getuid?.() === 0;
}

/**
 * @param {string} debianPackage
 * @param {(sentence: string) => void} say
 */
async function apt(debianPackage, say) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Where the lists can't be refreshed, those of the machine may still do.
  await run('apt-get', ['update', '-q'], { env, limitMs: aptLimitMs, say });
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', debianPackage], {
    env,
    limitMs: aptLimitMs,
    say,
  });
}

/**
 * @param {string} root
 * @param {(sentence: string) => void} say
 */
async function withPlaywright(root, say) {
  const cli = path.join(root, 'node_modules', 'playwright', 'cli.js');
  if (!fs.existsSync(cli)) return false;
  say("No Chromium found: downloading Playwright's.");
  const env = { ...process.env };
  delete env['PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD'];
  return run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    env,
    limitMs: downloadLimitMs,
    say,
  });
}

/**
 * Runs a program, shows what it prints, and ends it at the limit.
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @param {{ env: NodeJS.ProcessEnv, limitMs: number, say: (sentence: string) => void }} options
 * @returns {Promise<boolean>} whether it ended well
 */
function run(program, programArguments, { env, limitMs, say }) {
  return new Promise((resolve) => {
    // A group of its own, so that what it started ends with it.
    const detached = process.platform !== 'win32';
    const child = spawn(program, programArguments, {
      env,
      detached,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const stop = () => {
      try {
        if (detached && child.pid) process.kill(-child.pid);
        else child.kill();
      } catch {
        // It has ended meanwhile.
      }
    };
    const timer = setTimeout(() => {
      say(`${program} was stopped after ${limitMs / 60_000} minutes.`);
      stop();
    }, limitMs);
    const interrupt = () => {
      stop();
      process.exit(130);
    };
    process.once('SIGINT', interrupt);
    const end = (/** @type {boolean} */ well) => {
      clearTimeout(timer);
      process.removeListener('SIGINT', interrupt);
      resolve(well);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}
