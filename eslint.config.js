import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';
import { importRule } from './test/layers/importRule.js';
import { rebasingWrites } from './test/layers/matrix.js';

/** A call of one of RxDB's rebasing writes, by name, by string, or taken out of its object. */
const noRebasingWrite = {
  selector: [
    `MemberExpression[property.name=${rebasingWrites}]`,
    `MemberExpression[property.value=${rebasingWrites}]`,
    `ObjectPattern > Property[key.name=${rebasingWrites}]`,
  ].join(', '),
  message:
    'this write of RxDB rebases onto a value that its author never saw: write with the basis that the form was opened with (D2, D4)',
};

const noIdleTest = {
  selector:
    'MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name=/^(only|skip|todo|fixme)$/]',
  message: 'a test that does not run holds nothing: make it run or take it away',
};

export default defineConfig(
  globalIgnores(['out/', 'dist/', '.demonstration/', 'test-results/', 'playwright-report/']),
  typescript.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { bedside: { rules: { layers: importRule } } },
    rules: {
      'bedside/layers': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // `array[i]!` inside a loop that has just checked the length is clearer than a guard.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', noRebasingWrite],
    },
  },
  {
    // With types, because a promise that nobody awaits is a save that nobody knows the end of.
    files: ['{main,renderer,shared,test}/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['renderer/**'],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['test/**'],
    rules: {
      'no-restricted-syntax': ['error', noRebasingWrite, noIdleTest],
    },
  },
);
