import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
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
    const whole = await tryBreak(copy, undefined);
    if (whole.caughtBy.length > 0) {
      throw new Error(`the suites fail on the tree as it is: ${whole.caughtBy.join(', ')}`);
    }
    for (const broken of chosen) {
      const restore = applyBreak(copy, broken);
      try {
        const verdict = await tryBreak(copy, broken);
        verdicts.push(verdict);
        const by =
          verdict.caughtBy.length > 0 ? `caught by ${verdict.caughtBy.join(', ')}` : 'SURVIVED';
        console.log(`${broken.name}: ${by}`);
      } finally {
        restore();
      }
    }
  } finally {
    fs.rmSync(copy, { recursive: true });
  }
  if (values.only === undefined) fs.writeFileSync(resultFile, table(verdicts));
  const survived = verdicts.filter(({ caughtBy }) => caughtBy.length === 0);
  console.log(`${verdicts.length - survived.length} of ${verdicts.length} breaks caught.`);
  return survived.length === 0 ? 0 : 1;
}

/** The result as it stands in the tree. */
function table(verdicts: readonly Verdict[]): string {
  const mark = (verdict: Verdict, suite: string) =>
    verdict.caughtBy.includes(suite) ? 'caught' : '–';
  const names = suites.map(({ name }) => name);
  const survivors = verdicts.filter(({ caughtBy }) => caughtBy.length === 0).length;
  return [
    '# Breaks, and which suite catches them',
    '',
    `Written by \`npm run mutants\`: ${verdicts.length} breaks, ${survivors} not caught.`,
    '',
    `| break | file | ${names.join(' | ')} |`,
    `| --- | --- | ${names.map(() => '---').join(' | ')} |`,
    ...verdicts.map(
      (verdict) =>
        `| ${verdict.name}: ${verdict.what} | \`${verdict.file}\` | ${names.map((name) => mark(verdict, name)).join(' | ')} |`,
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
