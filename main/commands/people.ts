import { CommandRefused } from './commandArguments.ts';
import { peopleCommand } from './peopleCommand.ts';
import { isForPeople } from './sentences.ts';

peopleCommand(process.argv.slice(2), process.env, console.log).catch((error: unknown) => {
  const expected = error instanceof CommandRefused || isForPeople(error);
  console.error(expected ? error.message : `It failed: ${(error as Error).message}`);
  process.exitCode = 2;
});
