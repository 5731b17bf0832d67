import * as path from 'node:path';
import { enrolledLines, readEnrolment } from '../enrolment/enrolmentFlags.ts';
import { enrolWorkstation } from '../enrolment/enrolWorkstation.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { isForPeople } from './sentences.ts';

const help = `npm run enrol -- --profile DIR --code CODE (--central URL | --file FILE)

Makes this computer a workstation of the hospital, with a code from npm run people -- enrol-code,
for the browser shell. The installed app enrols for itself: Bedside --enrol --code=CODE --central=URL.

  --profile    a new folder for the workstation's profile
  --code       four groups of four letters and digits; good once
  --central    address of the central server, without a name or a password
  --file       the invitation on a stick, where there is no network; the server hears of the
               workstation at its first contact`;

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    profile: { type: 'string' },
    code: { type: 'string' },
    central: { type: 'string' },
    file: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) return console.log(help);
  const { profile: folder, code, central, file } = flags;
  if (folder === undefined) throw new CommandRefused('Give --profile; --help shows more.');
  const asked = readEnrolment({ code, central, file });
  const profile = await enrolWorkstation({ ...asked, folder: path.resolve(folder) });
  // Node has no keychain.
  for (const line of enrolledLines(profile, folder, 'file')) console.log(line);
  console.log(`npm run workstation -- --profile ${folder} opens it.`);
}

main().catch((error: unknown) => {
  const expected = error instanceof CommandRefused || isForPeople(error);
  console.error(expected ? error.message : `Enrolling failed: ${(error as Error).message}`);
  process.exitCode = 2;
});
