import * as path from 'node:path';
import { mendLogs } from '../../main/disk/mendLogs.ts';
import { openKeystore } from '../../main/keystore/keystore.ts';
import type { Page } from '@playwright/test';
import { readProfile } from '../../main/profile/profileFile.ts';
import type { Profile } from '../../main/profile/profileFile.ts';
import { lockProfile } from '../../main/profile/profileLock.ts';
import { noteDamagedStore } from '../../main/profile/storeDamage.ts';
import { shellFolder } from '../../main/profile/shellFolders.ts';
import { startChromium } from '../support/chromium/startChromium.ts';
import { buildPage } from '../support/replicaPage/buildPage.ts';
import { servePage } from '../support/replicaPage/servePage.ts';
import type { Inspection } from './page/inspection.ts';

/** What keeps a profile from being inspected: a sentence that says what to do. */
export class CannotInspect extends Error {}

/** A closed workstation's replica, in a page of its own Chromium and its own origin. */
export interface ProfilePage {
  readonly page: Page;
  readonly profile: Profile;
  /** Base64. */
  readonly dataKey: string;
  readonly browser: string;
}

/** Reads a workstation's replica and changes nothing. Rejects as `withProfilePage` does. */
export async function inspectProfile(
  folder: string,
  passphrase: string,
  /** Whose password it is; in a demonstration everybody's is the same. */
  person?: string,
): Promise<{ readonly inspection: Inspection; readonly browser: string }> {
  return withProfilePage(
    folder,
    passphrase,
    person,
    async ({ page, profile, dataKey, browser }) => {
      const result = await page.evaluate(({ name, key }) => window.inspectReplica(name, key), {
        name: profile.replicaName,
        key: dataKey,
      });
      if (result.kind !== 'inspected') throw new CannotInspect(sentences[result.kind]);
      return { inspection: result.inspection, browser };
    },
  );
}

/** Rejects with `CannotInspect` or `ProfileError` (no profile, damaged, in use). */
export async function withProfilePage<T>(
  folder: string,
  passphrase: string,
  person: string | undefined,
  use: (opened: ProfilePage) => Promise<T>,
): Promise<T> {
  return withProfileKey(folder, passphrase, person, async ({ profile, dataKey }) => {
    const built = await buildPage('asShipped', path.join(import.meta.dirname, 'page'));
    const served = await servePage(built.folder, '', profile.port);
    const browserFolder = shellFolder(folder, 'browser');
    // Chromium may empty a damaged store at this start too: the workstation tells where its copy is.
    await noteDamagedStore(folder, (await mendLogs(browserFolder)).kept);
    const chromium = await startChromium({ profile: browserFolder, url: served.url });
    try {
      return await use({ page: chromium.page, profile, dataKey, browser: chromium.version });
    } finally {
      await chromium.close();
      await served.close();
      await built.remove();
    }
  });
}

/** A closed workstation's key, without its replica. Rejects as `withProfilePage` does. */
export async function withProfileKey<T>(
  folder: string,
  passphrase: string,
  person: string | undefined,
  use: (opened: Pick<ProfilePage, 'profile' | 'dataKey'>) => Promise<T>,
): Promise<T> {
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
    return await use({ profile, dataKey: unlocked.dataKey });
  } finally {
    await lock.release();
  }
}

/** Why a replica can't be opened. */
export const sentences = {
  noReplica:
    'There is no replica in this profile yet: the workstation was never unlocked with the browser shell.',
  wrongKey: 'The replica was made with another key than this profile holds.',
  fromNewerVersion: 'A newer version of the application wrote this replica: inspect it with that.',
} as const;
