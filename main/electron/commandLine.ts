import * as path from 'node:path';
import { parseArgs } from 'node:util';

export type CommandLine =
  | { readonly kind: 'open'; readonly profileFolder: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/**
 * What Electron was started with. The profile is named by `--profile=DIR`, else it is `profile` in
 * the app's own data folder. Chromium's switches are left to Chromium, except remote debugging: in
 * a packaged app it would hand the open records to any program of this machine.
 */
export function readCommandLine(
  commandArguments: readonly string[],
  appDataFolder: string,
  isPackaged: boolean,
): CommandLine {
  const { values } = parseArgs({
    args: [...commandArguments],
    options: { profile: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const debugging = Object.keys(values).some((name) => name.startsWith('remote-debugging'));
  if (isPackaged && debugging) {
    return {
      kind: 'refused',
      sentence: 'Bedside does not run with remote debugging: leave it out.',
    };
  }
  const named = values['profile'];
  const profileFolder =
    typeof named === 'string' && named !== '' ? named : path.join(appDataFolder, 'profile');
  return { kind: 'open', profileFolder: path.resolve(profileFolder) };
}
