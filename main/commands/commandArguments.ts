import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** What keeps a command from running, in one sentence for whoever typed it. */
export class CommandRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'CommandRefused';
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** The values of a command's flags. Throws `CommandRefused` on one that it doesn't know. */
export function readFlags<O extends Options>(commandArguments: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...commandArguments], options, strict: true }).values;
  } catch (error) {
    const flag = /'([^' ]+)/.exec((error as Error).message)?.[1] ?? 'a flag';
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new CommandRefused(
      `${flag} is not understood here, or lacks its value. This command has ${known.join(', ')}.`,
    );
  }
}

/** A TCP port from a flag. Throws `CommandRefused`. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new CommandRefused('--port is a number from 0 to 65535; 0 takes a free port.');
  }
  return port;
}
