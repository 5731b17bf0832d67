import * as fs from 'node:fs';
import * as path from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumSwitches, findHeadlessShell } from './main/setup/findChromium.mjs';

const executablePath = findHeadlessShell();

/**
 * What the contracts, the pages and the Worker load. Named, because a package that is met only once a test
 * runs is bundled then, and the page reloads under the test.
 */
const browserPackages = [
  '@tanstack/react-router',
  '@tanstack/react-virtual',
  'comlink',
  'dexie',
  'fast-check',
  'i18next',
  'pouchdb-adapter-idb',
  'pouchdb-core',
  'react',
  'react-aria-components',
  'react-dom',
  'react-dom/client',
  'react-i18next',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'rxdb',
  'rxdb/plugins/storage-dexie',
  'rxdb/plugins/storage-memory',
  'rxdb/plugins/storage-remote',
  'rxjs',
  'uuid',
  'zod',
  'zxing-wasm/reader',
];

/**
 * Unit tests that put another module in a module's place, each in a process of its own: found by
 * their calls, so that a new one doesn't change the modules of the tests beside it.
 */
const replacesModules = fs
  .readdirSync(path.join(import.meta.dirname, 'test/unit'), { recursive: true, encoding: 'utf8' })
  .map((file) => `test/unit/${file.replaceAll(path.sep, '/')}`)
  .filter((file) => /\.test\.tsx?$/.test(file))
  .filter((file) =>
    /\bvi\.(mock|unmock|doMock|doUnmock|resetModules)\(/.test(
      fs.readFileSync(path.join(import.meta.dirname, file), 'utf8'),
    ),
  );

const unit = {
  environment: 'node' as const,
  setupFiles: ['test/support/keystore/quickDerivation.ts'],
  // Guards against what never ends; no test is about how long something takes.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** Unit and property tests run in Node; contracts run in a real browser, on its real IndexedDB. */
export default defineConfig({
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    // More than the cores of a small machine: many tests wait for servers, disks and back-offs.
    maxWorkers: 4,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          exclude: replacesModules,
          // A worker loads once what its files share: else a third of the time goes into loading.
          isolate: false,
          ...unit,
        },
      },
      { test: { name: 'unit, alone', include: replacesModules, ...unit } },
      {
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          environment: 'node',
          // A guard against what never ends: campaigns of a minute share two cores with a browser.
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        build: { target: 'chrome130' },
        worker: { format: 'es' },
        optimizeDeps: { include: browserPackages },
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                args: chromiumSwitches(),
                ...(executablePath ? { executablePath } : {}),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
