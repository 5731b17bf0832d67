import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Break } from './breaks.ts';

const root = path.resolve(import.meta.dirname, '../../..');

interface Suite {
  readonly name: string;
  readonly project: 'unit' | 'property';
  readonly files: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What is run on a break of merge, replica and sync, in this order, until one catches it. */
export const suites: readonly Suite[] = [
  {
    name: 'chaos',
    project: 'property',
    // What a break keeps from being met isn't what it breaks.
    files: ['test/property/chaos.test.ts', '-t', 'seeds from|pinned'],
  },
  { name: 'merge', project: 'unit', files: ['test/unit/merge', 'test/unit/records'] },
  { name: 'property', project: 'property', files: ['test/property/merge'] },
  { name: 'replica', project: 'unit', files: ['test/unit/replica'] },
  { name: 'sync', project: 'unit', files: ['test/unit/sync'] },
];

/** What is run on a break that lets somebody in or keeps somebody out. */
export const suitesOfPeople: readonly Suite[] = [
  {
    name: 'people chaos',
    project: 'property',
    files: ['test/property/peopleChaos.test.ts'],
    // Fewer where somebody is in a hurry: what falls to the first of them falls to all.
    environment: { PEOPLE_SEEDS: process.env['PEOPLE_SEEDS'] ?? '40' },
  },
  {
    name: 'people',
    project: 'unit',
    files: ['test/unit/main/people', 'test/unit/main/keystore', 'test/unit/people'],
  },
];

/** What is run on a break of rights and signatures: by readers, by the pages, by the server. */
export const suitesOfRights: readonly Suite[] = [
  { name: 'readers', project: 'unit', files: ['test/unit/people'] },
  {
    name: 'pages and server',
    project: 'unit',
    files: [
      'test/unit/renderer/replica/writeRights.test.ts',
      ...['validation', 'enumerations', 'rightsOnServer'].map(
        (name) => `test/unit/central/${name}.test.ts`,
      ),
    ],
  },
];

export interface Verdict {
  readonly name: string;
  readonly what: string;
  readonly file: string;
  /** The first suite that fails, or undefined: then all of them passed. */
  readonly caughtBy: string | undefined;
  /** Suites that passed before. */
  readonly passed: readonly string[];
}

/** A copy of what the suites need. The working tree itself is never touched. */
export function copyTree(): string {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-mutants-'));
  for (const name of [
    'shared',
    'test',
    'main',
    'renderer',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
  ]) {
    fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  return copy;
}

/** Breaks the copy; gives back what mends it. Throws when the code that it breaks isn't there any more. */
export function applyBreak(copy: string, { name, file, find, put }: Break): () => void {
  const place = path.join(copy, file);
  const source = fs.readFileSync(place, 'utf8');
  if (source.split(find).length !== 2) {
    throw new Error(`${name}: ${file} does not hold the code that it breaks exactly once`);
  }
  fs.writeFileSync(
    place,
    source.replace(find, () => put),
  );
  return () => fs.writeFileSync(place, source);
}

/**
 * Runs the suites on the copy until one fails. It has to fail twice: on a busy machine a test may
 * run out of time once.
 */
export function tryBreak(
  copy: string,
  broken: Break | undefined,
  inTurn: readonly Suite[] = suites,
): Verdict {
  const passed: string[] = [];
  const verdict = { name: broken?.name ?? '', what: broken?.what ?? '', file: broken?.file ?? '' };
  for (const suite of inTurn) {
    if (!passes(copy, suite) && !passes(copy, suite)) {
      return { ...verdict, caughtBy: suite.name, passed };
    }
    passed.push(suite.name);
  }
  return { ...verdict, caughtBy: undefined, passed };
}

function passes(copy: string, { project, files, environment }: Suite): boolean {
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(copy, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--bail=1',
      ...files,
    ],
    {
      cwd: copy,
      stdio: 'ignore',
      timeout: 300_000,
      env: { ...process.env, ...environment },
    },
  );
  return status === 0;
}
