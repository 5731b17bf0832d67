import { keyOfRescue, rescueSentence } from '../../main/commands/rescueFile.ts';
import { beginRescueFile, rescueFolder } from '../../main/rescue/rescueFolder.ts';
import { rescueKey } from '../../main/rescue/rescueKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { readRescueHeader, RescueRefused } from '../../shared/rescue/rescueHeader.ts';
import type { TakenIn } from '../../shared/rescue/takeIn.ts';
import { CannotInspect, sentences, withProfilePage } from './inspectProfile.ts';

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
    const about = {
      facility: profile.facility.code,
      workstation: profile.workstation,
      madeAt: localInstant(new Date()),
      madeBy: person ?? profile.facility.people[0]!.key,
      salt,
    };
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

/** Takes a rescue file's text into a closed workstation. Rejects as `withProfilePage`, or refuses. */
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
      const result = await page.evaluate(([to, file]) => window.rescueIn(to, file), [
        place,
        text,
      ] as const);
      if (result.kind === 'refused') throw new RescueRefused(result.fault);
      if (result.kind !== 'takenIn') throw new CannotInspect(sentences[result.kind]);
      return { taken: result.taken, known: result.known };
    });
  } catch (error) {
    throw rescueSentence(error);
  }
}
