import * as path from 'node:path';
import { enrolWorkstation } from '../enrolment/enrolWorkstation.ts';
import { parseCentralUrl } from '../../shared/central/couchHttp.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { isForPeople } from './sentences.ts';

const help = `npm run enrol -- --profile DIR --code CODE (--central URL | --file FILE)

Makes this computer a workstation of the hospital, with a code from npm run people -- enrol-code.

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
  if (
    folder === undefined ||
    code === undefined ||
    (central === undefined) === (file === undefined)
  ) {
    throw new CommandRefused(
      'Give --profile, --code, and one of --central and --file; --help shows more.',
    );
  }
  const from =
    file === undefined ? { url: parseCentralUrl(central ?? '').url } : { file: path.resolve(file) };
  const profile = await enrolWorkstation({ folder: path.resolve(folder), code, from });
  const own = profile.facility.workstations.find(({ key }) => key === profile.workstation);
  console.log(`Enrolled: ${own?.name ?? profile.workstation}, ${profile.facility.name}.`);
  console.log(
    `Its profile is ${path.resolve(folder)}; people sign in with the passwords they have.`,
  );
}

main().catch((error: unknown) => {
  const expected = error instanceof CommandRefused || isForPeople(error);
  console.error(expected ? error.message : `Enrolling failed: ${(error as Error).message}`);
  process.exitCode = 2;
});
