import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  add,
  countOfPlaywright,
  countOfStep,
  countOfVitest,
  lastLine,
  none,
  summaryLine,
} from './runner/counts.mjs';

/*
 * `npm test`: every check in turn, whatever failed before, and at the end the number of tests over
 * all of them. Steps can be named to run only those: `npm test -- lint unit`.
 */

/** @import { Counts } from './runner/counts.mjs' */

const root = path.resolve(import.meta.dirname, '..');
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-test-'));
const stepLimitMs = 25 * 60_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs an installed tool with Node itself, without a shell.
 * @param {string} tool name of its package, or `package:program`
 * @param {readonly string[]} toolArguments
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<boolean>} whether it ended well
 */
function run(tool, toolArguments, env = {}) {
  const [name = tool, program = path.basename(name)] = tool.split(':');
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const script = path.join(folder, typeof bin === 'string' ? bin : bin[program]);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...toolArguments], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    running.add(child);
    const timer = setTimeout(() => {
      console.log(`Stopped after ${stepLimitMs / 60_000} minutes.`);
      child.kill();
    }, stepLimitMs);
    const end = (/** @type {boolean} */ well) => {
      clearTimeout(timer);
      running.delete(child);
      resolve(well);
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}

/** @param {string} file */
function report(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {readonly string[]} projects */
async function vitest(...projects) {
  const file = path.join(reports, `${projects[0]}.json`);
  const well = await run('vitest', [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return countOfVitest(report(file), well);
}

let built = true;

async function build() {
  built =
    (await run('electron-vite', ['build', '--logLevel', 'warn'])) &&
    (await run('vite', ['build', '--config', 'main/browser-shell/vite.config.ts']));
  return countOfStep(built);
}

/**
 * Runs a step that looks at what was built; an older build would be looked at otherwise.
 * @param {() => Promise<Counts>} step
 */
async function onTheBuild(step) {
  if (built) return step();
  console.log('Not run, because the build failed; counted as one failed test.');
  return countOfStep(false);
}

async function endToEnd() {
  const file = path.join(reports, 'e2e.json');
  const well = await run('@playwright/test:playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return countOfPlaywright(report(file), well);
}

/** @type {Readonly<Record<string, () => Promise<Counts>>>} */
const steps = {
  format: async () =>
    countOfStep(await run('prettier', ['--check', '--cache', '--log-level', 'warn', '.'])),
  lint: async () => countOfStep(await run('eslint', ['--max-warnings', '0', '.'])),
  types: async () => countOfStep(await run('typescript:tsc', ['-p', 'tsconfig.json', '--noEmit'])),
  'types of shared': async () =>
    countOfStep(await run('typescript:tsc', ['-p', 'tsconfig.shared.json', '--noEmit'])),
  unit: () => vitest('unit', 'unit, alone'),
  property: () => vitest('property'),
  contract: () => vitest('contract'),
  build,
  package: () => onTheBuild(() => vitest('package')),
  e2e: () => onTheBuild(endToEnd),
};

/**
 * Steps that don't wait for each other: those of one process each that say nothing unless they
 * fail, and those of which one waits for its browser while the other computes.
 */
const sideBySide = [
  ['format', 'lint', 'types', 'types of shared'],
  ['property', 'contract'],
];

async function main() {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}.`);
    process.exit(2);
  }
  let total = none;
  /** @type {string[]} */
  const summary = [];
  const runStep = async (/** @type {string} */ name) => {
    const start = performance.now();
    const counts = await /** @type {() => Promise<Counts>} */ (steps[name])();
    total = add(total, counts);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const line = `${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${name}: ${summaryLine(counts)} (${seconds} s)`;
    console.log(line);
    summary.push(line);
  };
  const names = Object.keys(steps).filter((name) => asked.length === 0 || asked.includes(name));
  const begun = new Set();
  for (const name of names) {
    if (begun.has(name)) continue;
    const group = sideBySide.find((each) => each.includes(name)) ?? [name];
    const beside = group.filter((each) => names.includes(each));
    for (const each of beside) begun.add(each);
    console.log(`\n== ${beside.join(', ')}`);
    await Promise.all(beside.map(runStep));
  }
  fs.rmSync(reports, { recursive: true, force: true });
  console.log(`\n${summary.join('\n')}\n\n${lastLine(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const child of running) child.kill();
    fs.rmSync(reports, { recursive: true, force: true });
    process.exit(130);
  });

await main();
