import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import type { Page } from '@playwright/test';
import { startDemonstration } from '../../main/demonstration/startDemonstration.ts';
import type { Demonstration } from '../../main/demonstration/startDemonstration.ts';
import { openCouch } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { startChromium } from './chromium/startChromium.ts';
import type { RunningChromium } from './chromium/startChromium.ts';
import { temporaryFolder } from './chromium/temporaryFolder.ts';
import { workstationScreens } from './pages/workstation.ts';
import type { WorkstationScreens } from './pages/workstation.ts';

/** Pages as `npm run build` leaves them. */
const outFolder = path.resolve(import.meta.dirname, '../../out');

/** A small hospital with its central server and up to two workstations, for one test file. */
export interface TestHospital {
  readonly demonstration: Demonstration;
  /** The central server as its administrator. */
  readonly couch: Couch;
  open(index: 0 | 1, options?: OpenOptions): Promise<OpenedWorkstation>;
  /**
   * Ends everything as a switched-off hospital does, lets IT change what lies in a workstation's
   * folder, and starts it all again.
   */
  restart(meanwhile: (profileDirs: readonly string[]) => Promise<void>): Promise<void>;
  /** Ends the browsers, the workstations and the server, and removes what was made. */
  end(): Promise<void>;
}

export interface OpenOptions {
  /** Chromium's folder; the workstation's own unless told. */
  readonly browserFolder?: string;
  readonly prepare?: (page: Page) => Promise<void>;
  /** In the whole Chromium, for a test that is about the browser; else its headless shell will do. */
  readonly wholeBrowser?: boolean;
  /** As the app opens its window. */
  readonly asAppWindow?: boolean;
  /** More switches of Chromium. */
  readonly switches?: readonly string[];
}

export interface OpenedWorkstation {
  readonly browser: RunningChromium;
  readonly page: Page;
  readonly screens: WorkstationScreens;
}

/**
 * Starts it on the embedded server, or on the CouchDB that `CENTRAL_URL` names, in a database with
 * a random prefix. The pages are the built ones.
 */
export async function openTestHospital(
  name: string,
  { workstations = 2, patients = 60 }: { workstations?: 1 | 2; patients?: number } = {},
): Promise<TestHospital> {
  const folder = await temporaryFolder(name);
  const centralUrl = process.env['CENTRAL_URL'];
  const choice = {
    folder: folder.folder,
    outFolder,
    workstations,
    patients,
    ...(centralUrl ? { centralUrl, databasePrefix: `t${randomBytes(5).toString('hex')}-` } : {}),
  };
  let demonstration = await startDemonstration(choice);
  const browsers: RunningChromium[] = [];
  return {
    get demonstration() {
      return demonstration;
    },
    get couch() {
      return openCouch(demonstration.central.url, demonstration.central.admin);
    },
    async restart(meanwhile) {
      for (const browser of browsers.splice(0)) await browser.kill();
      await demonstration.stop();
      await meanwhile(demonstration.workstations.map(({ profileDir }) => profileDir));
      demonstration = await startDemonstration(choice);
    },
    async open(index, options = {}) {
      const workstation = demonstration.workstations[index]!;
      const browser = await startChromium({
        profile: options.browserFolder ?? workstation.browserFolder,
        url: workstation.url,
        switches: ['--lang=vi', '--window-size=1366,768', ...(options.switches ?? [])],
        shell: !options.wholeBrowser && !options.asAppWindow,
        ...(options.asAppWindow ? { asAppWindow: true } : {}),
        ...(options.prepare ? { prepare: options.prepare } : {}),
      });
      browsers.push(browser);
      const { page } = browser;
      page.setDefaultTimeout(90_000);
      return { browser, page, screens: workstationScreens(page) };
    },
    async end() {
      for (const browser of browsers) await browser.kill();
      if (centralUrl) await demonstration.removeFromCentral();
      await demonstration.stop();
      await folder.remove();
    },
  };
}
