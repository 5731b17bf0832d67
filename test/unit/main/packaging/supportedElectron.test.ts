import { describe, expect, it } from 'vitest';
import { supportOf } from '../../../../main/packaging/supportedElectron.ts';

describe('the Electron of a package', () => {
  it('is one of the three newest majors, or the package is not made', () => {
    expect(supportOf('45.4.1', '45.0.0')).toEqual({ kind: 'supported' });
    expect(supportOf('45.4.1', '47.2.0')).toEqual({ kind: 'supported' });
    const { kind, sentence } = supportOf('45.4.1', '48.0.0') as { kind: string; sentence: string };
    expect(kind).toBe('unsupported');
    expect(sentence).toMatch(/45\.4\.1 is no longer mended; the newest is 48\.0\.0/);
  });

  it('is said to be unknown where nobody can be asked, or the answer is none', () => {
    for (const answer of [undefined, '', 'not found', '<html>']) {
      expect(supportOf('45.4.1', answer)).toMatchObject({ kind: 'unknown' });
    }
  });
});
