import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * A lock file's entry for one package; the key is its folder.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Entry
 */

/**
 * Whether the installed packages are those of the lock file. npm leaves in node_modules a lock file
 * of what it installed, written last; the two are compared entry by entry, for a checkout's times
 * say nothing. Optional packages may be lacking (those of other systems are).
 * @param {string} root the project's folder
 * @returns {'current' | 'missing' | 'stale'}
 */
export function dependencyState(root) {
  const installedLock = path.join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(installedLock)) return 'missing';
  const installed = entriesOf(installedLock);
  const isCurrent = Object.entries(entriesOf(path.join(root, 'package-lock.json'))).every(
    ([folder, wanted]) => {
      if (folder === '') return true;
      const have = installed[folder];
      if (!have) return wanted.optional === true || wanted.devOptional === true;
      return (
        have.version === wanted.version &&
        have.integrity === wanted.integrity &&
        // `npm install --package-lock-only` notes packages that it doesn't install.
        fs.existsSync(path.join(root, folder))
      );
    },
  );
  return isCurrent ? 'current' : 'stale';
}

/**
 * The packages of a lock file; none when it can't be read, so that what is installed passes for
 * stale and npm says what is wrong.
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function entriesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return { unreadable: {} };
  }
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
