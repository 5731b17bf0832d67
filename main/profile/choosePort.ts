import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { isFileError } from '../disk/writeDurably.ts';

/**
 * Below the ranges from which Linux (32768) and Windows (49152) give ports to outgoing
 * connections: a port from those would be taken on some morning.
 */
const lowest = 18_000;
const highest = 28_000;

/** A port for a profile of another machine, where nobody here can say whether it is free. */
export function drawPort(): number {
  return randomInt(lowest, highest);
}

/** A port on 127.0.0.1 that is free now, for a profile to keep. */
export async function choosePort(except: readonly number[] = []): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = drawPort();
    if (!except.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port between ${lowest} and ${highest} on 127.0.0.1`);
}

/** Whether nothing listens on a port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (isFileError(error, 'EADDRINUSE') || isFileError(error, 'EACCES')) resolve(false);
      else reject(error);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      probe.close(() => resolve(true)),
    );
  });
}
