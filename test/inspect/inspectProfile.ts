import * as path from 'node:path';
import { openKeystore } from '../../main/keystore/keystore.ts';
import { readProfile } from '../../main/profile/profileFile.ts';
import { lockProfile } from '../../main/profile/profileLock.ts';
import { shellFolder } from '../../main/profile/shellFolders.ts';
import { startChromium } from '../support/chromium/startChromium.ts';
import { buildPage } from '../support/replicaPage/buildPage.ts';
import { servePage } from '../support/replicaPage/servePage.ts';
import type { Inspection } from './page/inspection.ts';

/** What keeps a profile from being inspected: a sentence that says what to do. */
export class CannotInspect extends Error {}

/**
 * Opens a workstation's replica with its own Chromium data and its own origin, reads it and changes
 * nothing. Rejects with `CannotInspect` or `ProfileError` (no profile, damaged, in use).
 */
export async function inspectProfile(
  folder: string,
  passphrase: string,
  /** Whose password it is; in a demonstration everybody's is the same. */
  person?: string,
): Promise<{ readonly inspection: Inspection; readonly browser: string }> {
  const profile = await readProfile(folder);
  const lock = await lockProfile(folder);
  try {
    const keystore = openKeystore({ folder, profile: profile.replicaName });
    const asked = person ?? profile.facility.people[0]!.key;
    const unlocked = await keystore.unlock(asked, passphrase);
    if (unlocked.kind === 'wrongPassphrase') {
      throw new CannotInspect(
        `This isn't the passphrase of ${asked} in ${folder}. The next try is possible in ${String(unlocked.retryAfterSeconds)} s.`,
      );
    }
    if (unlocked.kind === 'keystoreDamaged') {
      throw new CannotInspect(
        `The keys in ${folder} can't be used (${unlocked.detail}): put them back from a backup. Nothing was changed.`,
      );
    }
    if (unlocked.kind !== 'unlocked') {
      throw new CannotInspect(
        `${asked} can't open ${folder}: name somebody who has chosen a password there. Nothing was changed.`,
      );
    }
    const built = await buildPage('asShipped', path.join(import.meta.dirname, 'page'));
    const served = await servePage(built.folder, '', profile.port);
    const chromium = await startChromium({
      profile: shellFolder(folder, 'browser'),
      url: served.url,
    });
    try {
      const result = await chromium.page.evaluate(
        ({ name, key }) => window.inspectReplica(name, key),
        { name: profile.replicaName, key: unlocked.dataKey },
      );
      if (result.kind !== 'inspected') throw new CannotInspect(sentences[result.kind]);
      return { inspection: result.inspection, browser: chromium.version };
    } finally {
      await chromium.close();
      await served.close();
      await built.remove();
    }
  } finally {
    await lock.release();
  }
}

const sentences = {
  noReplica:
    'There is no replica in this profile yet: the workstation was never unlocked with the browser shell.',
  wrongKey: 'The replica was made with another key than this profile holds.',
  fromNewerVersion: 'A newer version of the application wrote this replica: inspect it with that.',
} as const;
