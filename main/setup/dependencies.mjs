import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Says which lock file the installed packages came from; inside node_modules, so it goes with it. */
const stampName = '.bedside-lock-sha256';

/**
 * Whether the installed packages are those of the lock file. The lock file's hash is compared where
 * it was written down; after a plain `npm install` npm's own copy of the lock file must be the
 * younger of the two, for a checkout touches the lock file when it changes it.
 * @param {string} root the project's folder
 * @returns {'current' | 'missing' | 'stale'}
 */
export function dependencyState(root) {
  const lock = path.join(root, 'package-lock.json');
  const installedLock = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installedLock)) return 'missing';
  const stamp = path.join(root, 'node_modules', stampName);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hashOf(lock)) return 'current';
  return fs.statSync(installedLock).mtimeMs >= fs.statSync(lock).mtimeMs ? 'current' : 'stale';
}

/**
 * Notes that the installed packages are those of the lock file.
 * @param {string} root
 */
export function noteInstalled(root) {
  fs.writeFileSync(
    path.join(root, 'node_modules', stampName),
    hashOf(path.join(root, 'package-lock.json')),
  );
}

/** @param {string} file */
function hashOf(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

/**
 * Runs `npm ci`. Browsers and Electron's binary aren't fetched here: whether they can be reached
 * must not decide whether the packages can be installed.
 * @param {string} root
 * @returns {boolean} whether it went well
 */
export function installDependencies(root) {
  const env = {
    ...process.env,
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    // The tools of development are needed to build, whatever the machine is set to.
    NODE_ENV: 'development',
  };
  const npm = process.env['npm_execpath'];
  const commandArguments = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--include=dev',
    '--include=optional',
    // A silent `npm test` would silence the reason of a failure here too.
    '--loglevel=notice',
  ];
  const options = /** @type {const} */ ({ cwd: root, env, stdio: 'inherit' });
  const { status } =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...commandArguments], options)
      : // Windows starts npm.cmd through its shell only.
        spawnSync('npm', commandArguments, { ...options, shell: process.platform === 'win32' });
  return status === 0;
}
