import { CentralFault } from '../../shared/central/couchHttp.ts';
import { CommandRefused } from './commandArguments.ts';
import { provisionCommand } from './provisionCommand.ts';

provisionCommand(process.argv.slice(2), process.env, console.log).catch((error: unknown) => {
  const expected = error instanceof CommandRefused || error instanceof CentralFault;
  console.error(expected ? error.message : `Provisioning failed: ${(error as Error).message}`);
  process.exitCode = 2;
});
