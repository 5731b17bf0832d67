import { keyOfRescue, rescueSentence } from '../../main/commands/rescueFile.ts';
import { beginRescueFile, rescueFolder } from '../../main/rescue/rescueFolder.ts';
import { rescueKey } from '../../main/rescue/rescueKey.ts';
import { readUndelivered, writeUndelivered } from '../../main/profile/undelivered.ts';
import type { Profile } from '../../main/profile/profileFile.ts';
import { fromBase64 } from '../../shared/json/base64.ts';
import { isHistoryId } from '../../shared/records/kinds.ts';
import { cipherFor, importDataKey } from '../../shared/replica/envelope.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { sealRescueFile } from '../../shared/rescue/rescueFile.ts';
import type { RescuedLeaf } from '../../shared/rescue/rescueFile.ts';
import { readRescueHeader, rescueHeader, RescueRefused } from '../../shared/rescue/rescueHeader.ts';
import type { TakenIn } from '../../shared/rescue/takeIn.ts';
import { CannotInspect, sentences, withProfileKey, withProfilePage } from './inspectProfile.ts';
import { salvage } from './salvage.ts';

/** Whose replica, and the passphrase of whoever opens it. */
export interface RescueProfile {
  readonly folder: string;
  readonly passphrase: string;
  readonly person?: string | undefined;
}

/** Writes a closed workstation's rescue file; answers where it lies. Rejects as `withProfilePage`. */
export async function exportRescue(
  { folder, passphrase, person }: RescueProfile,
  filePassphrase: string,
): Promise<string> {
  const { salt, key } = await rescueKey(filePassphrase);
  return withProfilePage(folder, passphrase, person, async ({ page, profile, dataKey }) => {
    const place = { replicaName: profile.replicaName, dataKey, rescueKey: key };
    const about = aboutOf(profile, person, salt);
    const made = await page.evaluate(([to, said]) => window.rescueOut(to, said), [
      place,
      about,
    ] as const);
    if (made.kind !== 'made') throw new CannotInspect(sentences[made.kind]);
    const writer = await beginRescueFile(rescueFolder(folder));
    await writer.add(made.text);
    return writer.finish();
  });
}

/** What a copy gave, and where the file with it lies. */
export interface SalvagedFile {
  readonly file: string;
  readonly entries: number;
  readonly unreadable: number;
  readonly damagedFiles: readonly string[];
}

/**
 * Writes a rescue file of what a copy of this workstation's damaged store still gives, by the key of
 * its profile. Whoever takes it in has most of it already, which changes nothing. Rejects as
 * `withProfilePage`.
 */
export async function exportSalvaged(
  { folder, passphrase, person }: RescueProfile,
  copy: string,
  filePassphrase: string,
): Promise<SalvagedFile> {
  const { salt, key } = await rescueKey(filePassphrase);
  return withProfileKey(folder, passphrase, person, async ({ profile, dataKey }) => {
    const cipher = cipherFor(await importDataKey(fromBase64(dataKey)), profile.replicaName);
    const { leaves, unreadable, damagedFiles } = await salvage(copy, cipher);
    if (leaves.length === 0) {
      throw new CannotInspect(
        `Nothing that was entered on this workstation was found in ${copy}: give the folder that is named in its warning, and the profile whose copy it is. Nothing was changed.`,
      );
    }
    const ids = new Set(leaves.map(({ id }) => id).filter((id) => !isHistoryId(id)));
    const header = rescueHeader({ ...aboutOf(profile, person, salt), entries: ids.size });
    const writer = await beginRescueFile(rescueFolder(folder));
    const sealing = await importDataKey(fromBase64(key));
    for await (const line of sealRescueFile(header, sealing, onePage(leaves))) {
      await writer.add(line);
    }
    return { file: await writer.finish(), entries: ids.size, unreadable, damagedFiles };
  });
}

async function* onePage(leaves: readonly RescuedLeaf[]): AsyncIterable<readonly RescuedLeaf[]> {
  yield leaves;
}

function aboutOf(profile: Profile, person: string | undefined, salt: string) {
  return {
    facility: profile.facility.code,
    workstation: profile.workstation,
    madeAt: localInstant(new Date()),
    madeBy: person ?? profile.facility.people[0]!.key,
    salt,
  };
}

/**
 * Takes a rescue file's text into a closed workstation. Before anything is stored, its note says that
 * it holds this; the workstation counts anew when it is opened. Rejects as `withProfilePage`, or
 * refuses.
 */
export async function importRescue(
  { folder, passphrase, person }: RescueProfile,
  text: string,
  filePassphrase: string,
): Promise<TakenIn> {
  try {
    const header = readRescueHeader(text);
    const key = await keyOfRescue(text, filePassphrase);
    return await withProfilePage(folder, passphrase, person, async ({ page, profile, dataKey }) => {
      if (header.facility !== profile.facility.code) throw new RescueRefused('otherFacility');
      const place = { replicaName: profile.replicaName, dataKey, rescueKey: key };
      const putBack = await noteTakingIn(folder, header.entries);
      const result = await page.evaluate(([to, file]) => window.rescueIn(to, file), [
        place,
        text,
      ] as const);
      if (result.kind !== 'takenIn') await putBack('nothingStored');
      else if (result.taken === 0) await putBack('perhapsHistory');
      if (result.kind === 'refused') throw new RescueRefused(result.fault);
      if (result.kind !== 'takenIn') throw new CannotInspect(sentences[result.kind]);
      return { taken: result.taken, known: result.known };
    });
  } catch (error) {
    throw rescueSentence(error);
  }
}

/**
 * Notes that so many entries more may be on no server. Answers what puts back the note that stood
 * there: where nothing was stored, and, unless it was a zero, where at most some history was.
 */
async function noteTakingIn(
  folder: string,
  entries: number,
): Promise<(stored: 'nothingStored' | 'perhapsHistory') => Promise<void>> {
  const before = await readUndelivered(folder);
  const { hereOnly, refused } = typeof before === 'object' ? before : { hereOnly: 0, refused: 0 };
  const more = Math.max(1, entries);
  await writeUndelivered(folder, {
    hereOnly: hereOnly + more,
    refused,
    at: new Date().toISOString(),
  });
  return async (stored) => {
    // A zero that was uncounted before, or a note that nobody could read, isn't made a count by this.
    if (typeof before !== 'object' || before.uncounted) return;
    if (stored === 'perhapsHistory' && hereOnly + refused === 0) return;
    await writeUndelivered(folder, { hereOnly, refused, at: before.at });
  };
}
