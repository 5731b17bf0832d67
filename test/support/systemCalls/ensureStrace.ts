import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';

/** Makes sure that `strace` is there: installs it as root on Debian, else throws one sentence. */
export function ensureStrace(): void {
  if (runs('strace', ['-V'])) return;
  const mayInstall = fs.existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (mayInstall) {
    // Where the lists can't be refreshed, those of the machine may still do.
    runs('apt-get', ['update', '-q']);
    runs('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'strace']);
    if (runs('strace', ['-V'])) return;
  }
  throw new Error(
    'this test traces system calls and strace was not found: install the package "strace" and run it again',
  );
}

function runs(program: string, programArguments: readonly string[]): boolean {
  try {
    execFileSync(program, programArguments, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 180_000,
    });
    return true;
  } catch {
    return false;
  }
}
