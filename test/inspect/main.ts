import { parseArgs } from 'node:util';
import { demonstrationPassphrase } from '../../main/demonstration/prepareDemonstration.ts';
import { ProfileError, readProfile } from '../../main/profile/profileFile.ts';
import { tellUndelivered } from '../../main/profile/tellUndelivered.ts';
import { reportResults, resultFile } from '../support/results/resultFile.ts';
import { CannotInspect, inspectProfile } from './inspectProfile.ts';

const usage = `npm run replica -- undelivered --profile DIR

Says whether anything of a workstation is on no server, without opening it: exit status 0 where
nothing is, 1 where something is or nobody knows, 2 where there is no such profile.

npm run replica -- inspect --profile DIR [--person KEY] [--json FILE]

Says in counts what a workstation's replica holds and what no server has. The workstation must be
closed. The person's passphrase is read from BEDSIDE_PASSPHRASE; a demonstration needs none.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { profile: { type: 'string' }, person: { type: 'string' }, json: { type: 'string' } },
  });
  if (positionals[0] === 'undelivered' && values.profile !== undefined) {
    const { sentence, status } = await tellUndelivered(values.profile, 'removal');
    console.log(sentence);
    return status;
  }
  if (positionals[0] !== 'inspect' || values.profile === undefined) throw new CannotInspect(usage);
  const startedAtMs = Date.now();
  const { demonstration } = await readProfile(values.profile);
  const passphrase =
    process.env['BEDSIDE_PASSPHRASE'] ?? (demonstration ? demonstrationPassphrase : undefined);
  if (passphrase === undefined) {
    throw new CannotInspect('The passphrase of --person is wanted in BEDSIDE_PASSPHRASE.');
  }
  const { inspection, browser } = await inspectProfile(values.profile, passphrase, values.person);
  console.log(JSON.stringify(inspection, undefined, 2));
  const file = resultFile({ command: 'replica', browser, startedAtMs, failures: [], results: [] });
  return reportResults({ ...file, ...inspection }, values.json);
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    const expected = error instanceof CannotInspect || error instanceof ProfileError;
    console.error(expected ? error.message : error);
    process.exitCode = 2;
  },
);
