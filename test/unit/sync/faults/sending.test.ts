import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Phase } from '../../../support/faultProxy/phases.ts';
import { faultCases, openFaultBench } from './faultBench.ts';
import type { FaultBench } from './faultBench.ts';

let bench: FaultBench;
beforeAll(async () => {
  bench = await openFaultBench();
});
afterAll(() => bench.close());

const phases: readonly Phase[] = ['revsDiff', 'bulkDocs', 'bulkGet'];

describe.each(phases)('invariants 1, 3, 6 and 7 while sending, a fault at %s', (phase) => {
  test.each(faultCases(phase))('$name', (fault) => bench.play('sending', phase, fault));
});

test('invariant 3: after all of them everything is still on both sides, byte for byte', () =>
  bench.allSettled());
