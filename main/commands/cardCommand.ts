import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readCard } from '../../shared/identity/cards/readCard.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const usage = `npm run card -- parse [--file FILE] [--today 2026-11-23]

Reads scanned payloads, one a line, from a file or from standard input, and prints one JSON object a
line: what kind of card it is, what was read, and what is to be looked at again.`;

/**
 * The command behind `npm run card`. A line that is no card says why, and holds up no other. Throws
 * `CommandRefused`, and the file system's own errors.
 */
export async function cardCommand(
  commandArguments: readonly string[],
  print: (line: string) => void,
  standardInput: NodeJS.ReadableStream,
): Promise<void> {
  const [command, ...rest] = commandArguments;
  if (command !== 'parse') throw new CommandRefused(usage);
  const flags = readFlags(rest, { file: { type: 'string' }, today: { type: 'string' } });
  const today = flags.today ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) {
    throw new CommandRefused('--today is a day like 2026-11-23.');
  }
  const input = flags.file === undefined ? standardInput : createReadStream(flags.file);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    print(JSON.stringify(readCard(line, { today })));
  }
}
