import * as path from 'node:path';
import { readBridgeScript } from '../../main/browser-shell/startBrowserShell.ts';
import { prepareChromiumProfile } from '../../main/browser-shell/chromiumProfile.ts';
import { serveWorkstation } from '../../main/browser-shell/serveWorkstation.ts';
import type { ServedWorkstation } from '../../main/browser-shell/serveWorkstation.ts';
import { startCable } from '../../main/demonstration/cable.ts';
import type { Cable } from '../../main/demonstration/cable.ts';
import { choosePort } from '../../main/profile/choosePort.ts';
import { startChromium } from './chromium/startChromium.ts';
import type { RunningChromium } from './chromium/startChromium.ts';
import type { EnrolledHospital } from './enrolledHospital.ts';
import { workstationScreens } from './pages/workstation.ts';
import type { WorkstationScreens } from './pages/workstation.ts';

/** A workstation that IT enrolled, opened as `npm run workstation` opens it. */
export interface EnrolledStation {
  readonly folder: string;
  readonly served: ServedWorkstation;
  /** Its line to the server. */
  readonly cable: Cable;
  readonly browser: RunningChromium;
  readonly page: RunningChromium['page'];
  readonly screens: WorkstationScreens;
  end(): Promise<void>;
}

/** Pages as `npm run build` leaves them. */
const outFolder = path.resolve(import.meta.dirname, '../../out');
/** Nobody waits a minute for a contact in a test. */
const contactEveryMs = 1_000;

/** Enrols a workstation over HTTP, by a line that can be cut, and opens it in a browser. */
export async function openEnrolledStation(
  hospital: EnrolledHospital,
  workstation: string,
  prepare?: (page: RunningChromium['page']) => Promise<void>,
): Promise<EnrolledStation> {
  const cable = await startCable(await choosePort(), hospital.central.url);
  const folder = await hospital.enrol(workstation, cable.url);
  const served = await serveWorkstation(folder, {
    outFolder,
    bridgeScript: await readBridgeScript(outFolder),
    version: '0.1.0',
    contactEveryMs,
  });
  await prepareChromiumProfile(served.browserFolder, served.origin);
  const browser = await startChromium({
    profile: served.browserFolder,
    url: served.url,
    switches: ['--lang=vi', '--window-size=1366,768'],
    ...(prepare ? { prepare } : {}),
  });
  browser.page.setDefaultTimeout(90_000);
  return {
    folder,
    served,
    cable,
    browser,
    page: browser.page,
    screens: workstationScreens(browser.page),
    async end() {
      await browser.kill();
      await served.close();
      await cable.stop();
    },
  };
}
