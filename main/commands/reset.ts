import * as path from 'node:path';
import * as readline from 'node:readline/promises';
import { holdDemonstration } from '../demonstration/clearDemonstration.ts';
import { readDemonstration } from '../demonstration/demonstrationFile.ts';
import { guardSentence } from '../profile/guardUndelivered.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { isForPeople } from './sentences.ts';
import { undeliveredSentence } from './undeliveredSentence.ts';

const help = `npm run reset -- [--yes]

Clears the demonstration in .demonstration/: its central server's data and its workstations, after
showing what they have not delivered.

  --yes   doesn't ask. It refuses all the same while entries are on no server, or nobody knows
  --lose-undelivered
          clears it with what no server has
  --help  this text`;

const folder = path.resolve(import.meta.dirname, '../../.demonstration');

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    yes: { type: 'boolean', default: false },
    'lose-undelivered': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) return console.log(help);
  const held = await holdDemonstration(folder);
  if (!held) return console.log('There is no demonstration to clear.');
  for (const said of held.undelivered) console.log(undeliveredSentence(said));
  const guarded = held.undelivered.flatMap(({ workstation, said, verdict }) => {
    // A demonstration that nobody ever unlocked holds nothing of anybody.
    if (said === 'never') return [];
    return guardSentence(verdict, 'reset', workstation) ?? [];
  });
  if (guarded.length > 0 && !flags['lose-undelivered']) {
    await held.leave();
    throw new CommandRefused(
      `${guarded.join('\n')}\nNothing was changed. --lose-undelivered clears it all the same.`,
    );
  }
  if (!flags.yes && !(await isConfirmed())) {
    await held.leave();
    return console.log('Nothing was changed.');
  }
  const demonstration = await readDemonstration(folder).catch(() => undefined);
  await held.clear();
  console.log('The demonstration is cleared.');
  if (demonstration?.central.kind === 'given') {
    const { central, database } = demonstration;
    console.log(`The database ${database} on ${central.url} stays: remove it there if you like.`);
  }
}

async function isConfirmed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new CommandRefused('Nobody can be asked here: run it with --yes. Nothing was changed.');
  }
  const question = readline.createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await question.question('Clear the demonstration? [y/N] ')).trim());
  } finally {
    question.close();
  }
}

main().catch((error: unknown) => {
  if (error instanceof CommandRefused || isForPeople(error)) console.error(error.message);
  else console.error('The demonstration could not be cleared:', error);
  process.exit(2);
});
