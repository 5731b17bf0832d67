import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { EnrolmentError } from '../enrolment/enrolmentError.ts';
import { readEnrolment } from '../enrolment/enrolmentFlags.ts';
import type { AskedEnrolment } from '../enrolment/enrolmentFlags.ts';
import { guardedActs } from '../profile/guardUndelivered.ts';
import type { GuardedAct } from '../profile/guardUndelivered.ts';
import { refusedSwitch } from './refusedSwitches.ts';

export type CommandLine =
  | { readonly kind: 'open'; readonly profileFolder: string }
  /** Only says whether anything is undelivered, and ends: an installer asks so. */
  | { readonly kind: 'undelivered'; readonly profileFolder: string; readonly act: GuardedAct }
  /** Makes this computer a workstation, and ends: IT does so, once. */
  | { readonly kind: 'enrol'; readonly profileFolder: string; readonly asked: AskedEnrolment }
  | { readonly kind: 'refused'; readonly sentence: string };

/**
 * What Electron was started with. The profile is named by `--profile=DIR`, else it is `profile` in
 * the app's own data folder. `--undelivered[=update|removal]` only asks; `--enrol`
 * with `--code` and `--central` or `--file` makes the profile. Chromium's switches are left to
 * Chromium, except those that take a guard of a packaged app away.
 */
export function readCommandLine(
  commandArguments: readonly string[],
  appDataFolder: string,
  isPackaged: boolean,
): CommandLine {
  const { values } = parseArgs({
    args: [...commandArguments],
    options: {
      profile: { type: 'string' },
      undelivered: { type: 'string' },
      enrol: { type: 'boolean' },
      code: { type: 'string' },
      central: { type: 'string' },
      file: { type: 'string' },
    },
    strict: false,
    allowPositionals: true,
  });
  const sentence = isPackaged ? refusedSwitch(commandArguments) : undefined;
  if (sentence !== undefined) return { kind: 'refused', sentence };
  const named = values['profile'];
  const profileFolder =
    typeof named === 'string' && named !== '' ? named : path.join(appDataFolder, 'profile');
  const asked = values['undelivered'];
  if (asked !== undefined) {
    const act = guardedActs.find((one) => one === asked) ?? 'removal';
    return { kind: 'undelivered', profileFolder: path.resolve(profileFolder), act };
  }
  if (values['enrol'] === true) return enrol(path.resolve(profileFolder), values);
  return { kind: 'open', profileFolder: path.resolve(profileFolder) };
}

function enrol(profileFolder: string, values: Readonly<Record<string, unknown>>): CommandLine {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  try {
    const typed = { code: text('code'), central: text('central'), file: text('file') };
    return { kind: 'enrol', profileFolder, asked: readEnrolment(typed) };
  } catch (error) {
    if (error instanceof EnrolmentError) return { kind: 'refused', sentence: error.message };
    throw error;
  }
}
