import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startHelp } from '../../../main/commands/startFlags.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** What a person runs: `prestart` and the like run by themselves. */
const isCommand = (name: string) => !/^(pre|post)/.test(name);

test("README's list has every script, and no other", () => {
  const rows = [...readme.matchAll(/^(?:-|\|) `npm (?:run )?([\w:-]+)/gm)].map(([, name]) => name!);
  expect(rows.sort()).toEqual(Object.keys(scripts).filter(isCommand).sort());
});

test("README's commands run in PowerShell 5.1: no shell operators, no variables before them", () => {
  const blocks = [...readme.matchAll(/```\n([\s\S]*?)```/g)].map(([, block]) => block!);
  const inline = [...readme.matchAll(/`([^`\n]*\bnpm [^`\n]*)`/g)].map(([, command]) => command!);
  expect(blocks.length).toBeGreaterThan(0);
  for (const command of [...blocks, ...inline]) {
    expect(command).toMatch(/^npm /);
    expect(command).not.toMatch(/&&|\|\||;|>|\$/);
  }
});

test("README's flags of npm start are those of its --help", () => {
  const flags = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, flag]) => flag).sort();
  expect(flags(readme, /^\| `--([a-z-]+)/gm)).toEqual(flags(startHelp, /^ {2}--([a-z-]+)/gm));
});
