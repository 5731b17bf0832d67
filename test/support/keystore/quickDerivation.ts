import { scryptSync } from 'node:crypto';
import { vi } from 'vitest';

/*
 * Unit tests open hundreds of key files: with the true cost of a try they would spend minutes in
 * scrypt. Here a try costs a hundredth; the header still names the true cost, as the format asks.
 * `slowDerivation.test.ts` looks at the true derivation, and so do all end-to-end tests.
 */
vi.mock('../../../main/keystore/slowDerivation.ts', async (original) => ({
  ...(await original<typeof import('../../../main/keystore/slowDerivation.ts')>()),
  deriveSlowly: (secret: string, salt: string | Uint8Array, length: number) =>
    Promise.resolve(new Uint8Array(scryptSync(secret, salt, length, { cost: 1024 }))),
}));
