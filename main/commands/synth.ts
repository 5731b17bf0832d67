import { CentralFault } from '../../shared/central/couchHttp.ts';
import { CommandRefused } from './commandArguments.ts';
import { synthCommand } from './synthCommand.ts';

synthCommand(process.argv.slice(2), console.log).catch((error: unknown) => {
  const expected = error instanceof CommandRefused || error instanceof CentralFault;
  const { message, code } = error as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' ? 'The disk is full.' : undefined;
  console.error(expected ? message : `The hospital could not be written: ${full ?? message}`);
  process.exitCode = 2;
});
