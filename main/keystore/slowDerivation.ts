import { scrypt } from 'node:crypto';

/**
 * How a password, a passphrase or a code is stretched: scrypt (RFC 7914) with N = 2^17, which takes
 * 128 MiB and about 0.4 s a try. Fixed, so that no file can ask for less.
 */
export const slowDerivation = {
  name: 'scrypt',
  cost: 131_072,
  blockSize: 8,
  parallelization: 1,
} as const;

// Node refuses more than 32 MiB unless it is told.
const memoryLimitBytes = 256 * 1024 * 1024;

/** Stretches `secret` under `salt` into `length` bytes: slow on purpose. */
export function deriveSlowly(
  secret: string,
  salt: string | Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const { cost, blockSize, parallelization } = slowDerivation;
  const parameters = { cost, blockSize, parallelization, maxmem: memoryLimitBytes };
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, length, parameters, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}
