import { defineConfig } from '@playwright/test';
import { chromiumSwitches, findHeadlessShell } from './main/setup/findChromium.mjs';

const executablePath = findHeadlessShell();

/**
 * The whole app, with real processes. Two files at a time: each starts servers and workstations of
 * its own, and waits for them half of its time. `CENTRAL_URL` names a real CouchDB to run against
 * instead of the embedded server.
 */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: /\.(test|spec)\.ts$/,
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // A guard against what never ends.
  timeout: 300_000,
  // So is this: no test here is about how long something takes, and a back-off comes before what a
  // line brings that is in again.
  expect: { timeout: 90_000 },
  reporter: [['list']],
  use: {
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    launchOptions: {
      args: chromiumSwitches(),
      ...(executablePath ? { executablePath } : {}),
    },
  },
});
