import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ProfileError } from './profileFile.ts';

const run = promisify(execFile);

/**
 * The error for a port of the profile that another program holds. The port can't be changed: the
 * replica belongs to it. Names the program where the machine lets us see it.
 */
export async function portTaken(port: number, what: string): Promise<ProfileError> {
  const holder = (await holderOf(port)) ?? 'another program';
  return new ProfileError(
    'portTaken',
    `Port ${port} on 127.0.0.1, which belongs to ${what} of this workstation, is held by ${holder}: close that program and start again. The port stays the same because the records on this workstation belong to it; nothing is lost.`,
  );
}

/** Name and process id of what listens on a port of this machine; undefined where it can't be seen. */
async function holderOf(port: number): Promise<string | undefined> {
  try {
    if (process.platform === 'win32') {
      const { stdout } = await run('netstat', ['-ano', '-p', 'TCP'], { timeout: 3_000 });
      const row = stdout.split('\n').find((line) => line.includes(`127.0.0.1:${port} `));
      const pid = row?.trim().split(/\s+/).at(-1);
      return pid && `process ${pid}`;
    }
    if (process.platform === 'darwin') {
      const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN'], {
        timeout: 3_000,
      });
      const [name, pid] = stdout.split('\n')[1]?.split(/\s+/) ?? [];
      return name && pid && `${name} (process ${pid})`;
    }
    const { stdout } = await run('ss', ['-Hltnp', `sport = :${port}`], { timeout: 3_000 });
    const [, name, pid] = /\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? [];
    return name && pid && `${name} (process ${pid})`;
  } catch {
    return undefined;
  }
}
