import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';

/** The header of a record of 100 bytes: Chromium writes it, and then what belongs to it. */
const headerAlone = Buffer.from([1, 2, 3, 4, 100, 0, 1]);
const recordsOfALife = 20;

/**
 * Lives of a browser on one profile, each of which saves 20 records and is killed; the first is
 * killed in the middle of a write to LevelDB's log, between a record's header and the record.
 * @param mends for each life, whether the logs are mended before it
 * @returns how many records each life found when it began
 */
export async function liveOnTornLog(mends: readonly boolean[]): Promise<readonly number[]> {
  const built = await buildPage('asShipped');
  const served = await servePage(built.folder, undefined);
  const profile = await temporaryFolder('torn');
  try {
    const found: number[] = [];
    for (const mended of mends) {
      const options = { profile: profile.folder, url: served.url, mends: mended };
      const chromium = await startChromium(options);
      const { records } = await chromium.page.evaluate(() => window.replicaPage.open('torn'));
      found.push(records);
      await chromium.page.evaluate((count) => window.replicaPage.fill(count, 100), recordsOfALife);
      await chromium.kill();
      if (found.length === 1) await fs.appendFile(await logOf(profile.folder), headerAlone);
    }
    return found;
  } finally {
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

async function logOf(profile: string): Promise<string> {
  const [log, ...others] = (await fs.readdir(profile, { recursive: true })).filter((name) =>
    /IndexedDB[\\/][^\\/]+[\\/]\d+\.log$/.test(name),
  );
  if (log === undefined || others.length > 0) throw new Error('there is not one log of IndexedDB');
  return path.join(profile, log);
}
