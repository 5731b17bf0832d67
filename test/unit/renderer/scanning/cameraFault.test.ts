import { describe, expect, it } from 'vitest';
import { cameraFaultOf } from '../../../../renderer/features/scanning/cameraFault.ts';

describe('why there is no picture', () => {
  it.each([
    ['NotFoundError', 'noCamera'],
    ['OverconstrainedError', 'noCamera'],
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotReadableError', 'inUse'],
    ['AbortError', 'inUse'],
    ['TypeError', 'noCamera'],
  ])('%s means %s', (name, fault) => {
    expect(cameraFaultOf(new DOMException('', name))).toBe(fault);
  });
});
