import * as path from 'node:path';
import { CentralFault, parseCentralUrl } from '../../shared/central/couchHttp.ts';
import type { Protection } from '../keystore/deviceSecret.ts';
import type { Profile } from '../profile/profileFile.ts';
import { EnrolmentError } from './enrolmentError.ts';
import type { EnrolRequest } from './enrolWorkstation.ts';

/** A code and where its invitation is, as they are typed for a command or for the installed app. */
export type AskedEnrolment = Pick<EnrolRequest, 'code' | 'from'>;

/** Throws `EnrolmentError` with a sentence where something is missing or can't be read. */
export function readEnrolment(typed: {
  readonly code: string | undefined;
  readonly central: string | undefined;
  readonly file: string | undefined;
}): AskedEnrolment {
  const { code, central, file } = typed;
  if (code === undefined || (central === undefined) === (file === undefined)) {
    throw new EnrolmentError(
      'Give --code, and one of --central (address of the server) and --file (the invitation on a stick).',
    );
  }
  if (file !== undefined) return { code, from: { file: path.resolve(file) } };
  try {
    return { code, from: { url: parseCentralUrl(central ?? '').url } };
  } catch (error) {
    if (error instanceof CentralFault) throw new EnrolmentError(error.message);
    throw error;
  }
}

/** What IT is told of a workstation that was enrolled, in lines. */
export function enrolledLines(profile: Profile, folder: string, protection: Protection): string[] {
  const own = profile.facility.workstations.find(({ key }) => key === profile.workstation);
  return [
    `Enrolled: ${own?.name ?? profile.workstation}, ${profile.facility.name}.`,
    `Its profile is ${path.resolve(folder)}; people sign in with the passwords they have.`,
    protection === 'keychain'
      ? 'Its device secret is in the keeping of the operating system.'
      : 'Its device secret lies in its profile as it is, for there is no keychain: whoever copies the whole profile can try passwords against it. Encrypt the disk.',
  ];
}
