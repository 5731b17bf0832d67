import * as z from 'zod';
import { CentralFault } from '../../shared/central/couchHttp.ts';
import { CommandRefused } from './commandArguments.ts';
import { importCommand } from './importCommand.ts';

importCommand(process.argv.slice(2), process.env, console.log).then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    const expected = error instanceof CommandRefused || error instanceof CentralFault;
    const { message, code } = error as NodeJS.ErrnoException;
    const known =
      code === 'ENOSPC'
        ? 'the disk is full.'
        : error instanceof z.ZodError
          ? 'the server answers otherwise than CouchDB does. Look at the address, and what stands in between.'
          : undefined;
    console.error(expected ? message : `The import failed: ${known ?? message}`);
    process.exitCode = 2;
  },
);
