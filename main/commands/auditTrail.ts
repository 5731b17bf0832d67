import { CentralFault } from '../../shared/central/couchHttp.ts';
import { auditTrailCommand } from './auditTrailCommand.ts';
import { CommandRefused } from './commandArguments.ts';

auditTrailCommand(process.argv.slice(2), process.env, console.log).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const expected = error instanceof CommandRefused || error instanceof CentralFault;
    console.error(
      expected ? error.message : `The trail was not verified: ${(error as Error).message}`,
    );
    process.exitCode = 2;
  },
);
