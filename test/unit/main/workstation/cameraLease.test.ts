import { describe, expect, it } from 'vitest';
import { cameraLease } from '../../../../main/workstation/cameraLease.ts';

describe('the camera', () => {
  it('is allowed while the panel is open, and not for ever where its end was never said', () => {
    let now = 5;
    const lease = cameraLease(() => now);
    expect(lease.isAllowed()).toBe(false);
    lease.set(true);
    expect(lease.isAllowed()).toBe(true);
    lease.set(false);
    expect(lease.isAllowed()).toBe(false);
    lease.set(true);
    now += 10 * 60_000;
    expect(lease.isAllowed()).toBe(false);
  });
});
