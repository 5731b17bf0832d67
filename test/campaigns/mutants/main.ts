import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { breaks } from './breaks.ts';
import { applyBreak, copyTree, suites, tryBreak } from './tryBreak.ts';
import type { Verdict } from './tryBreak.ts';

const usage = `npm run mutants -- [--only NAME]

Breaks merge, replica and sync in named ways, each in a copy of the tree, and says which suite
catches it. A break that no suite catches is a hole in the tests: exit status 1.`;

const resultFile = path.resolve(import.meta.dirname, 'RESULT.md');

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const chosen = breaks.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) {
    throw new Error(`--only names one of: ${breaks.map(({ name }) => name).join(', ')}`);
  }
  const copy = copyTree();
  const verdicts: Verdict[] = [];
  try {
    const { caughtBy } = tryBreak(copy, undefined);
    if (caughtBy !== undefined) throw new Error(`${caughtBy} fails on the tree as it is`);
    for (const broken of chosen) {
      const restore = applyBreak(copy, broken);
      try {
        const verdict = tryBreak(copy, broken);
        verdicts.push(verdict);
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
  if (values.only === undefined) {
    const settings = await prettier.resolveConfig(resultFile);
    const text = await prettier.format(table(verdicts), { ...settings, filepath: resultFile });
    fs.writeFileSync(resultFile, text);
  }
  const survived = verdicts.filter(({ caughtBy }) => caughtBy === undefined);
  console.log(`${verdicts.length - survived.length} of ${verdicts.length} breaks caught.`);
  return survived.length === 0 ? 0 : 1;
}

/** The result as it stands in the tree. */
function table(verdicts: readonly Verdict[]): string {
  const survivors = verdicts.filter(({ caughtBy }) => caughtBy === undefined).length;
  return [
    '# Breaks, and which suite catches them',
    '',
    `Written by \`npm run mutants\`: ${verdicts.length} breaks, ${survivors} not caught. The suites run in the order`,
    `${suites.map(({ name }) => name).join(', ')}; the first that fails, twice, has caught the break.`,
    '',
    '| break | what it does | file | caught by | passed before |',
    '| --- | --- | --- | --- | --- |',
    ...verdicts.map(
      ({ name, what, file, caughtBy, passed }) =>
        `| ${name} | ${what} | \`${file}\` | ${caughtBy ?? '**nobody**'} | ${passed.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
