import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readCard } from '../../shared/identity/cards/readCard.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const usage = `npm run card -- parse [--file FILE] [--today 2026-11-23]

Reads scanned payloads, one a line, from a file or from standard input, and prints one JSON object a
line: what kind of card it is, what was read, and what is to be looked at again.`;

async function card(commandArguments: readonly string[]): Promise<void> {
  const [command, ...rest] = commandArguments;
  if (command !== 'parse') throw new CommandRefused(usage);
  const flags = readFlags(rest, { file: { type: 'string' }, today: { type: 'string' } });
  const today = flags.today ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) {
    throw new CommandRefused('--today is a day like 2026-11-23.');
  }
  const input = flags.file === undefined ? process.stdin : createReadStream(flags.file);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    process.stdout.write(`${JSON.stringify(readCard(line, { today }))}\n`);
  }
}

card(process.argv.slice(2)).catch((error: unknown) => {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  console.error(missing ? 'There is no such file.' : (error as Error).message);
  process.exitCode = 2;
});
