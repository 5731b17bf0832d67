import { parseArgs } from 'node:util';
import { CommandRefused } from '../../main/commands/commandArguments.ts';
import { accountOfRescue, readRescueText, rescueSentence } from '../../main/commands/rescueFile.ts';
import { demonstrationPassphrase } from '../../main/demonstration/prepareDemonstration.ts';
import { ProfileError, readProfile } from '../../main/profile/profileFile.ts';
import { shortestPassword } from '../../shared/people/password.ts';
import { CannotInspect } from './inspectProfile.ts';
import { exportRescue, exportSalvaged, importRescue } from './rescueProfile.ts';
import type { SalvagedFile } from './rescueProfile.ts';

const usage = `npm run rescue -- export --profile DIR [--person KEY] [--from COPY]
npm run rescue -- import FILE --profile DIR [--person KEY]
npm run rescue -- show FILE

export   writes what no server has into a locked file beside a closed workstation's profile; with
         --from, what a copy of its damaged store still holds of what was entered there
import   takes such a file into a closed workstation, which then sends it
show     says in counts what a file holds, from whom and from when

The file's passphrase is read from BEDSIDE_RESCUE_PASSPHRASE; show does without it, and then looks at
the head alone. The person's is read from BEDSIDE_PASSPHRASE; a demonstration needs none.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      person: { type: 'string' },
      from: { type: 'string' },
    },
  });
  const [command, file] = positionals;
  const filePassphrase = process.env['BEDSIDE_RESCUE_PASSPHRASE'];
  if (command === 'show' && file !== undefined) {
    const account = await accountOfRescue(await readRescueText(file), filePassphrase);
    console.log(JSON.stringify(account, undefined, 2));
    if (!account.verified) console.log('Only its head was read: the passphrase was not given.');
    return;
  }
  const asked = command === 'export' || (command === 'import' && file !== undefined);
  if (!asked || values.profile === undefined) throw new CommandRefused(usage);
  if (filePassphrase === undefined || [...filePassphrase].length < shortestPassword) {
    throw new CommandRefused(
      `The file's passphrase is wanted in BEDSIDE_RESCUE_PASSPHRASE: at least ${String(shortestPassword)} characters.`,
    );
  }
  const { demonstration } = await readProfile(values.profile);
  const passphrase =
    process.env['BEDSIDE_PASSPHRASE'] ?? (demonstration ? demonstrationPassphrase : undefined);
  if (passphrase === undefined) {
    throw new CommandRefused('The passphrase of --person is wanted in BEDSIDE_PASSPHRASE.');
  }
  const profile = { folder: values.profile, passphrase, person: values.person };
  if (command === 'export' && values.from !== undefined) {
    const made = await exportSalvaged(profile, values.from, filePassphrase);
    console.log(`Written: ${made.file}`);
    console.log(salvagedSentence(made));
    return;
  }
  if (command === 'export') {
    console.log(`Written: ${await exportRescue(profile, filePassphrase)}`);
    return;
  }
  const { taken, known } = await importRescue(profile, await readRescueText(file!), filePassphrase);
  console.log(
    `Taken in: ${String(taken)} entries; ${String(known)} were here already. They are sent when the workstation is opened.`,
  );
}

function salvagedSentence({ entries, unreadable, damagedFiles }: SalvagedFile): string {
  const lost = [
    ...(unreadable > 0 ? [`${String(unreadable)} revisions couldn’t be read`] : []),
    ...(damagedFiles.length > 0 ? [`nothing of ${damagedFiles.join(', ')}`] : []),
  ];
  return `It holds ${String(entries)} entries that were made on this workstation, sent or not${lost.length > 0 ? `; ${lost.join(', ')}` : ''}. Take it in (rescue -- import, or on a workstation’s screen): what is known there already changes nothing.`;
}

main().catch((error: unknown) => {
  const said = rescueSentence(error);
  const expected =
    said instanceof CommandRefused || said instanceof CannotInspect || said instanceof ProfileError;
  console.error(expected ? said.message : said);
  process.exitCode = 2;
});
