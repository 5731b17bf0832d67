import { ESLint, type Linter } from 'eslint';
import path from 'node:path';
import typescript from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { mayImport, type Layer } from '../../layers/matrix.js';

const root = path.resolve(import.meta.dirname, '../../..');
// Files that don't exist have no types: rules that need them are tested on one that does.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: { ...typescript.configs.disableTypeChecked } as Linter.Config,
});
const typedEslint = new ESLint({ cwd: root });

/** Messages of the project's own configuration for a file that need not exist. */
async function lint(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return result!.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

const broken = (rule: string) => [expect.stringContaining(`${rule}: `)];

const layers = Object.keys(mayImport) as Layer[];
const fileIn = (layer: Layer) => (layer === 'top' ? 'sample.config.ts' : `${layer}/area/sample.ts`);

describe('layers: each edge of the matrix', () => {
  for (const from of layers)
    for (const to of layers) {
      const allowed = mayImport[from].includes(to);
      test(`${from} ${allowed ? 'may' : 'may not'} import ${to}`, async () => {
        const up = from === 'top' ? './' : '../../';
        const specifier = up + (to === 'top' ? 'other.config.ts' : `${to}/area/other.ts`);
        const forms = [
          `import { a } from '${specifier}'; export const b = a;`,
          `import type { A } from '${specifier}'; export type B = A;`,
          `export * from '${specifier}';`,
          `export type { A } from '${specifier}';`,
          `export const b = await import('${specifier}');`,
          `export type B = import('${specifier}').A;`,
          `export const b = new Worker(new URL('${specifier}', import.meta.url));`,
        ];
        for (const code of forms)
          expect(await lint(fileIn(from), code), code).toEqual(
            allowed ? [] : broken('bedside/layers'),
          );
      });
    }

  test('a path out of the layers is refused', async () => {
    for (const specifier of [
      '../../../elsewhere/a.ts',
      '/shared/a.ts',
      '../../out/main/electron.js',
    ])
      expect(await lint('shared/area/a.ts', `export * from '${specifier}';`)).toEqual(
        broken('bedside/layers'),
      );
  });
});

describe('layers: packages', () => {
  const cases: readonly [file: string, specifier: string, allowed: boolean][] = [
    ['main/electron/main.ts', 'electron', true],
    ['main/keystore/keys.ts', 'electron', false],
    ['renderer/app/start.tsx', 'electron', false],
    ['shared/bridge/a.ts', 'electron', false],
    ['test/e2e/a.ts', 'electron', true],
    ['renderer/app/start.tsx', 'react', true],
    ['shared/clinical/a.ts', 'react', false],
    ['shared/clinical/a.ts', 'react-dom/client', false],
    ['main/shell/a.ts', 'react', false],
    ['shared/central/a.ts', 'node:http', true],
    ['shared/synthetic/a.ts', 'node:fs', true],
    ['shared/replica/a.ts', 'node:fs', false],
    ['shared/replica/a.ts', 'fs', false],
    ['shared/replica/a.ts', 'fs/promises', false],
    ['shared/replica/a.ts', 'events', true],
    ['shared/replica/a.ts', 'zod', true],
    ['renderer/app/a.ts', 'node:crypto', false],
    ['main/commands/a.ts', 'node:fs', true],
  ];
  for (const [file, specifier, allowed] of cases)
    test(`${file} ${allowed ? 'may' : 'may not'} import ${specifier}`, async () => {
      for (const code of [
        `import { a } from '${specifier}'; export const b = a;`,
        `import type { A } from '${specifier}'; export type B = A;`,
      ])
        expect(await lint(file, code), code).toEqual(allowed ? [] : broken('bedside/layers'));
    });
});

describe("layers: Electron's raw channels", () => {
  const code = (name: string) => `import { ${name} as a } from 'electron'; export const b = a;`;
  for (const file of ['main/electron/ipcServer.ts', 'main/electron/preload.ts'])
    test(`${file} may wrap them`, async () => {
      expect(await lint(file, code('ipcMain'))).toEqual([]);
      expect(await lint(file, code('ipcRenderer'))).toEqual([]);
    });

  test('elsewhere in main/electron/ they are refused, and so is the whole module', async () => {
    const file = 'main/electron/main.ts';
    expect(await lint(file, code('app'))).toEqual([]);
    for (const forbidden of [
      code('ipcMain'),
      code('ipcRenderer'),
      `export { ipcMain } from 'electron';`,
      `import * as electron from 'electron'; export const a = electron.app;`,
      `import electron from 'electron'; export const a = electron.app;`,
      `export const a = await import('electron');`,
      `export * from 'electron';`,
    ])
      expect(await lint(file, forbidden), forbidden).toEqual(broken('bedside/layers'));
  });
});

describe('writes that rebase are refused (D2)', () => {
  const forbidden = [
    'export const a = (d: any) => d.incrementalPatch({});',
    'export const a = (d: any) => d.incrementalModify((x: any) => x);',
    "export const a = (d: any) => d['incrementalRemove']();",
    'export const a = (c: any) => c.upsert({});',
    'export const a = (c: any) => c.incrementalUpsert({});',
    'export const a = (c: any) => c.bulkUpsert([]);',
    'export const a = ({ upsert }: any) => upsert({});',
  ].map((code) => `/* eslint-disable @typescript-eslint/no-explicit-any */\n${code}`);
  for (const file of ['renderer/a.ts', 'shared/a.ts', 'main/a.ts', 'test/unit/a.test.ts'])
    test(file, async () => {
      for (const code of forbidden)
        expect(await lint(file, code), code).toEqual(broken('no-restricted-syntax'));
      expect(await lint(file, 'export const a = (c: { insert(): void }) => c.insert();')).toEqual(
        [],
      );
    });
});

test('a test that is switched off is refused', async () => {
  for (const code of ['test.skip', 'describe.only'].map((call) => `${call}('a', () => {});`))
    expect(
      await lint(
        'test/unit/a.test.ts',
        `import { describe, test } from 'vitest'; void describe; void test;\n${code}`,
      ),
    ).toEqual(broken('no-restricted-syntax'));
});

test('an effect with a forgotten dependency is refused', async () => {
  const code = `import { useEffect } from 'react';
export function Page({ id }: { id: string }) {
  useEffect(() => console.log(id), []);
  return null;
}`;
  expect(await lint('renderer/app/page.tsx', code)).toEqual(broken('react-hooks/exhaustive-deps'));
});

// It reads the whole project's types first.
test('a promise that nobody awaits is refused', { timeout: 90_000 }, async () => {
  const filePath = path.join(root, 'shared/json/canonical.ts');
  const messages = async (call: string) => {
    const code = `async function save(): Promise<void> {}\nexport async function a(): Promise<void> {\n  ${call}\n}\n`;
    const [result] = await typedEslint.lintText(code, { filePath });
    return result!.messages.map(({ ruleId }) => ruleId);
  };
  expect(await messages('save();')).toEqual(['@typescript-eslint/no-floating-promises']);
  expect(await messages('await save();')).toEqual([]);
});
