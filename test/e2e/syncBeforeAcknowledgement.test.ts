import { expect, test } from '@playwright/test';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { startChromium } from '../support/chromium/startChromium.ts';
import { temporaryFolder } from '../support/chromium/temporaryFolder.ts';
import { buildPage } from '../support/replicaPage/buildPage.ts';
import type { PageVariant } from '../support/replicaPage/buildPage.ts';
import type { TimedSave } from '../support/replicaPage/pageApi.ts';
import { servePage } from '../support/replicaPage/servePage.ts';
import { ensureStrace } from '../support/systemCalls/ensureStrace.ts';
import { readSyncTrace, straceCommand } from '../support/systemCalls/syncTrace.ts';
import type { DiskSync } from '../support/systemCalls/syncTrace.ts';

const saves = 12;
/** LevelDB's log of an origin's IndexedDB: where a transaction goes before it is acknowledged. */
const replicaLog = /\.indexeddb\.leveldb\/\d+\.log$/;

/** Saves under a trace of system calls; the syncs are those of the replica's log alone. */
async function traced(
  variant: PageVariant,
): Promise<{ saves: readonly TimedSave[]; syncs: DiskSync[] }> {
  const built = await buildPage(variant);
  const served = await servePage(built.folder);
  const profile = await temporaryFolder('sync-trace');
  const traceFile = path.join(profile.folder, 'syncs.trace');
  try {
    const { page, close } = await startChromium({
      profile: profile.folder,
      url: served.url,
      under: straceCommand(traceFile),
    });
    await page.evaluate(() => window.replicaPage.open('sync-trace'));
    const timed = await page.evaluate((count) => window.replicaPage.timedSaves(count), saves);
    await close();
    const syncs = readSyncTrace(await fs.readFile(traceFile, 'utf8'));
    return { saves: timed, syncs: syncs.filter(({ file }) => replicaLog.test(file)) };
  } finally {
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

/** What was acknowledged without a sync of the log that began and ended during the save. */
function notSynced(timed: readonly TimedSave[], syncs: readonly DiskSync[]): TimedSave[] {
  return timed.filter(
    ({ startedMs, acknowledgedMs }) =>
      !syncs.some((sync) => sync.startedMs >= startedMs && sync.endedMs <= acknowledgedMs),
  );
}

// Windows and macOS have no strace; there the contract test of the transactions' durability holds.
if (process.platform === 'linux') {
  test.beforeAll(() => ensureStrace());

  test('invariant 1: the log is synced to disk between each save and its acknowledgement', async () => {
    const { saves: timed, syncs } = await traced('asShipped');

    expect(timed).toHaveLength(saves);
    expect(notSynced(timed, syncs)).toEqual([]);
  });

  test('with relaxed durability the same trace shows no sync before the acknowledgements', async () => {
    const { saves: timed, syncs } = await traced('relaxed');

    expect(notSynced(timed, syncs)).toHaveLength(saves);
  });
}
