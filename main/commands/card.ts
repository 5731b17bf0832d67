import { cardCommand } from './cardCommand.ts';

cardCommand(process.argv.slice(2), console.log, process.stdin).catch((error: unknown) => {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  console.error(missing ? 'There is no such file.' : (error as Error).message);
  process.exitCode = 2;
});
