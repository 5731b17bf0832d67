/** One call that waited until a file was on disk, in milliseconds of the wall clock. */
export interface DiskSync {
  readonly file: string;
  readonly startedMs: number;
  readonly endedMs: number;
}

/** strace's words for a trace of all threads that `readSyncTrace` understands. */
export function straceCommand(traceFile: string): string[] {
  return [
    'strace',
    '--follow-forks',
    '--quiet=all',
    '--seccomp-bpf',
    '--absolute-timestamps=format:unix,precision:us',
    '--syscall-times=us',
    '--decode-fds=path',
    '--trace=fsync,fdatasync',
    `--output=${traceFile}`,
  ];
}

const whole = /^(\d+) +(\d+\.\d+) f(?:data)?sync\(\d+<(.*)>\) += 0 <(\d+\.\d+)>$/;
const unfinished = /^(\d+) +(\d+\.\d+) f(?:data)?sync\(\d+<(.*)> <unfinished \.\.\.>$/;
const resumed = /^(\d+) +\d+\.\d+ <\.\.\. f(?:data)?sync resumed>\) += 0 <(\d+\.\d+)>$/;

/** The syncs of a trace that succeeded. A line of another form is passed over. */
export function readSyncTrace(trace: string): DiskSync[] {
  const syncs: DiskSync[] = [];
  const begun = new Map<string, { file: string; startedMs: number }>();
  for (const line of trace.split('\n')) {
    const complete = whole.exec(line);
    if (complete) {
      const [, , at, file, took] = complete;
      syncs.push(sync(file!, Number(at) * 1000, took!));
      continue;
    }
    const start = unfinished.exec(line);
    if (start) {
      begun.set(start[1]!, { file: start[3]!, startedMs: Number(start[2]) * 1000 });
      continue;
    }
    const end = resumed.exec(line);
    const standing = end && begun.get(end[1]!);
    if (end && standing) {
      begun.delete(end[1]!);
      syncs.push(sync(standing.file, standing.startedMs, end[2]!));
    }
  }
  return syncs;
}

function sync(file: string, startedMs: number, tookSeconds: string): DiskSync {
  return { file, startedMs, endedMs: startedMs + Number(tookSeconds) * 1000 };
}
