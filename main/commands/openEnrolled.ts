import * as path from 'node:path';
import { readBridgeScript } from '../browser-shell/startBrowserShell.ts';
import { serveWorkstation } from '../browser-shell/serveWorkstation.ts';
import type { ServedWorkstation } from '../browser-shell/serveWorkstation.ts';
import { ProfileError, readProfile } from '../profile/profileFile.ts';
import type { Profile } from '../profile/profileFile.ts';
import { CommandRefused } from './commandArguments.ts';

/**
 * Serves an enrolled workstation's profile to a browser of this machine. Rejects with
 * `CommandRefused` where the folder is no enrolled workstation's or belongs to Electron, and with
 * `ProfileError`.
 */
export async function openEnrolled(
  profileFolder: string,
  outFolder: string,
  version: string,
  report?: (line: string) => void,
): Promise<ServedWorkstation> {
  const folder = path.resolve(profileFolder);
  try {
    const profile = await readProfile(folder);
    refuseDemonstration(profile, folder);
    const bridgeScript = await readBridgeScript(outFolder);
    return await serveWorkstation(folder, { outFolder, bridgeScript, version, report });
  } catch (error) {
    throw error instanceof ProfileError ? inWords(error, folder) : error;
  }
}

function refuseDemonstration({ demonstration }: Profile, folder: string): void {
  if (demonstration === null) return;
  throw new CommandRefused(
    `${folder} is a demonstration's workstation: npm start -- --profile ${folder} opens it.`,
  );
}

function inWords(error: ProfileError, folder: string): Error {
  if (error.code === 'missing') {
    return new CommandRefused(
      `There is no enrolled workstation in ${folder}. Ask for a code (npm run people -- enrol-code), and enrol this computer: npm run enrol -- --profile ${folder} --code CODE --central URL.`,
    );
  }
  if (error.code === 'otherShell') {
    return new CommandRefused(
      `The records of this workstation lie with the installed app, which enrolled or opened it first: open it there, with Bedside --profile=${folder}. Nothing was changed.`,
    );
  }
  return error;
}
