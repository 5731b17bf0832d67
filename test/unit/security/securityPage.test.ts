import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** SECURITY.md says which test shows a claim: each of them stands, under that title. */

const root = path.resolve(import.meta.dirname, '../../..');
const page = fs.readFileSync(path.join(root, 'SECURITY.md'), 'utf8');

interface Reference {
  readonly file: string;
  readonly title: string | undefined;
}

function referencesIn(text: string): Reference[] {
  return [...text.matchAll(/`(test\/[^`]+)`(?: “([^”]+)”)?/g)].map(([, file, title]) => ({
    file: file!,
    title,
  }));
}

/** Titles as they stand in a source, its quotes and escapes taken off. */
function titlesIn(file: string): string[] {
  const source = fs.readFileSync(path.join(root, file), 'utf8');
  const calls = /\b(?:test|it|describe)(?:\.each)?\(|\]\)\(|\] as const\)\(/g;
  const titles: string[] = [];
  for (const { index, 0: call } of source.matchAll(calls)) {
    const rest = source.slice(index + call.length);
    const title = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/.exec(rest);
    if (title) titles.push((title[1] ?? title[2] ?? title[3]!).replace(/\\(.)/g, '$1'));
  }
  return titles;
}

test('every claim names a test that stands', () => {
  const references = referencesIn(page);
  expect(references.length).toBeGreaterThan(40);
  const wrong = references.filter(
    ({ file, title }) =>
      title === undefined ||
      !fs.existsSync(path.join(root, file)) ||
      !titlesIn(file).some((standing) => standing.startsWith(title)),
  );
  expect(wrong).toEqual([]);
});

describe('the table of Electron’s lines', () => {
  const rows = [...page.matchAll(/^\| (\d+) +\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];

  test('has all 23 lines in order, each with what shows it', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 23 }, (_unused, index) => index + 1),
    );
    for (const [, number, what, shown, real] of rows) {
      expect(what!.trim().length, `line ${number}`).toBeGreaterThan(10);
      expect(referencesIn(shown!).length, `line ${number}`).toBeGreaterThan(0);
      // Also where it is nothing: who reads the table asks it of every line.
      expect(real!.trim().length, `line ${number}`).toBeGreaterThan(10);
    }
  });
});

test('every attacker has what holds, with its test, and what doesn’t', () => {
  const [, attackers] = page.split('## Who might attack, and what holds');
  const parts = attackers!.split('## Electron')[0]!.split('\n### ').slice(1);
  expect(parts).toHaveLength(7);
  for (const part of parts) {
    const [holds, doesnt] = part.split('**Doesn’t hold.**'.replace('’', "'"));
    expect(referencesIn(holds!).length, part.split('\n')[0]).toBeGreaterThan(0);
    expect(doesnt?.trim().length, part.split('\n')[0]).toBeGreaterThan(20);
  }
});
