import { scryptSync } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { deriveSlowly, slowDerivation } from '../../../../main/keystore/slowDerivation.ts';

vi.unmock('../../../../main/keystore/slowDerivation.ts');

test('a password is stretched by scrypt at the cost that its file names', async () => {
  expect(slowDerivation).toEqual({
    name: 'scrypt',
    cost: 131_072,
    blockSize: 8,
    parallelization: 1,
  });
  const derived = await deriveSlowly('mật khẩu', 'muối', 64);
  const expected = scryptSync('mật khẩu', 'muối', 64, {
    N: 131_072,
    r: 8,
    p: 1,
    maxmem: 256 * 1024 * 1024,
  });
  expect(Buffer.from(derived).equals(expected)).toBe(true);
});
