import { CommandRefused } from './commandArguments.ts';
import { isForPeople } from './sentences.ts';
import { storageBoundCommand } from './storageBoundCommand.ts';

storageBoundCommand(process.argv.slice(2), console.log).catch((error: unknown) => {
  const expected = error instanceof CommandRefused || isForPeople(error);
  console.error(expected ? error.message : `It failed: ${(error as Error).message}`);
  process.exitCode = 2;
});
