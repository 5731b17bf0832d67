import { describe, expect, test } from 'vitest';
import { compareLeaves, revisionOf, revisionPattern } from '../../../shared/replica/revision.ts';

describe('revisions (D3)', () => {
  test('32 lowercase hex digits, one generation above the parent', async () => {
    const first = await revisionOf({ a: 1 }, undefined);
    expect(first).toMatch(revisionPattern);
    expect(first.startsWith('1-')).toBe(true);
    expect((await revisionOf({ a: 1 }, first)).startsWith('2-')).toBe(true);
  });

  test('the order of keys makes no difference; content and parent do', async () => {
    const rev = await revisionOf({ a: 1, b: { c: 2, d: 3 } }, undefined);
    expect(await revisionOf({ b: { d: 3, c: 2 }, a: 1 }, undefined)).toBe(rev);
    expect(await revisionOf({ a: 2, b: { c: 2, d: 3 } }, undefined)).not.toBe(rev);
    const other = `1-${'0'.repeat(32)}`;
    expect(await revisionOf({ a: 1 }, rev)).not.toBe(await revisionOf({ a: 1 }, other));
  });

  test('the winner: live before deleted, then the longer history, then the greater hash', () => {
    const leaf = (rev: string, deleted = false) => ({ rev, deleted });
    const ordered = [leaf('10-b'), leaf('9-f'), leaf('2-b'), leaf('2-a'), leaf('11-c', true)];
    expect([...ordered].reverse().sort(compareLeaves)).toEqual(ordered);
  });
});
