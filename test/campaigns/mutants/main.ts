import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { breaks } from './breaks.ts';
import type { Break } from './breaks.ts';
import { breaksOfPeople } from './breaksOfPeople.ts';
import { breaksOfRights } from './breaksOfRights.ts';
import {
  applyBreak,
  copyTree,
  suites,
  suitesOfPeople,
  suitesOfRights,
  tryBreak,
} from './tryBreak.ts';
import type { Verdict } from './tryBreak.ts';

const usage = `npm run mutants -- [--only NAME,NAME]

Breaks merge, replica, sync, people and rights in named ways, each in a copy of the tree, and says which suite
catches it. A break that no suite catches is a hole in the tests: exit status 1.`;

const all = [...breaks, ...breaksOfPeople, ...breaksOfRights];
const suitesFor = (broken: Break) =>
  breaks.includes(broken)
    ? suites
    : breaksOfPeople.includes(broken)
      ? suitesOfPeople
      : suitesOfRights;
const resultFile = path.resolve(import.meta.dirname, 'RESULT.md');

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const chosen = all.filter(({ name }) => values.only?.split(',').includes(name) ?? true);
  if (chosen.length === 0) {
    throw new Error(`--only names some of: ${all.map(({ name }) => name).join(', ')}`);
  }
  const copy = copyTree();
  const verdicts: Verdict[] = [];
  try {
    for (const inTurn of new Set(chosen.map(suitesFor))) {
      const { caughtBy } = tryBreak(copy, undefined, inTurn);
      if (caughtBy !== undefined) throw new Error(`${caughtBy} fails on the tree as it is`);
    }
    for (const broken of chosen) {
      const restore = applyBreak(copy, broken);
      try {
        const verdict = tryBreak(copy, broken, suitesFor(broken));
        verdicts.push(verdict);
        await writeRow(verdict);
        console.log(
          `${broken.name}: ${verdict.caughtBy === undefined ? 'SURVIVED' : `caught by ${verdict.caughtBy}`}`,
        );
      } finally {
        restore();
      }
    }
  } finally {
    fs.rmSync(copy, { recursive: true });
  }
  const survived = verdicts.filter(({ caughtBy }) => caughtBy === undefined);
  console.log(`${verdicts.length - survived.length} of ${verdicts.length} breaks caught.`);
  return survived.length === 0 ? 0 : 1;
}

/** Puts one row into the result that stands in the tree; rows of breaks that exist no more go. */
async function writeRow({ name, what, file, caughtBy, passed }: Verdict): Promise<void> {
  const rows = new Map(rowsOfBefore().map((row) => [row.split('|')[1]!.trim(), row]));
  rows.set(
    name,
    `| ${name} | ${what} | \`${file}\` | ${caughtBy ?? '**nobody**'} | ${passed.join(', ')} |`,
  );
  const text = [
    '# Breaks, and which suite catches them',
    '',
    'Written by `npm run mutants`, a row for each break when it was last tried. The suites run in the order',
    `${suites.map((suite) => suite.name).join(', ')}; for people in the order`,
    `${suitesOfPeople.map((suite) => suite.name).join(', ')}; for rights in the order`,
    `${suitesOfRights.map((suite) => suite.name).join(', ')}; the first that fails, twice, has caught the break.`,
    '',
    '| break | what it does | file | caught by | passed before |',
    '| --- | --- | --- | --- | --- |',
    ...all.flatMap((known) => rows.get(known.name) ?? []),
    '',
  ].join('\n');
  const settings = await prettier.resolveConfig(resultFile);
  fs.writeFileSync(resultFile, await prettier.format(text, { ...settings, filepath: resultFile }));
}

function rowsOfBefore(): string[] {
  if (!fs.existsSync(resultFile)) return [];
  return fs
    .readFileSync(resultFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
