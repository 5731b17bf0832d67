import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dependencyState, installDependencies } from './dependencies.mjs';
import { findChromium, findHeadlessShell } from './findChromium.mjs';
import { chromiumAdvice, installChromium, installHeadlessShell } from './installChromium.mjs';
import { nodeSuffices, oldestNode } from './nodeVersion.mjs';

/*
 * Makes a fresh clone ready: packages, and a Chromium. Runs before benches and campaigns;
 * with the argument `test` before `npm test`, which starts browsers in masses and likes the headless
 * shell; with `start` before `npm start`, which can do without a Chromium where Electron's binary is
 * there, and says itself what it can't open; with `packages` before commands that open nothing. It
 * uses nothing but Node; what stands already costs milliseconds.
 */

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const forStart = process.argv.includes('start');
const forTests = process.argv.includes('test');
const packagesOnly = process.argv.includes('packages');
const say = (/** @type {string} */ sentence) => console.log(sentence);

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function ensurePackages() {
  const state = dependencyState(root);
  if (state === 'current') return;
  say(
    state === 'missing'
      ? 'Installing the packages (npm ci); this takes a minute or two.'
      : 'The packages are not those of the lock file: installing them again (npm ci).',
  );
  if (!installDependencies(root))
    stop(
      'npm ci failed: see its messages above; check that this machine reaches the npm registry, and run the command again.',
    );
}

async function ensureChromium() {
  if (findChromium()) return;
  if (forStart && fs.existsSync(path.join(root, 'node_modules', 'electron', 'path.txt'))) return;
  if (await installChromium(root, say)) return;
  if (forStart) console.error(chromiumAdvice);
  else stop(chromiumAdvice);
}

if (!nodeSuffices(process.versions.node))
  stop(
    `Bedside needs Node ${oldestNode} or later, and this is ${process.versions.node}: install a newer one from https://nodejs.org and run the command again.`,
  );

try {
  ensurePackages();
  if (!packagesOnly) await ensureChromium();
  const isNamed = Boolean(process.env['BEDSIDE_CHROMIUM']);
  if (forTests && !isNamed && findHeadlessShell() === findChromium()) {
    await installHeadlessShell(say);
  }
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}
