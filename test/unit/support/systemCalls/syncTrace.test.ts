import { expect, it } from 'vitest';
import { readSyncTrace } from '../../../support/systemCalls/syncTrace.ts';

it('reads whole calls, and calls that another thread interrupted', () => {
  const trace = [
    '71 1795446153.100000 fdatasync(37</p/000003.log>) = 0 <0.002000>',
    '72 1795446153.200000 fdatasync(41</p/000005.log> <unfinished ...>',
    '71 1795446153.201000 fsync(9</p/other>) = 0 <0.000500>',
    '72 1795446153.204000 <... fdatasync resumed>) = 0 <0.004000>',
    '73 1795446153.300000 fdatasync(37</p/000003.log>) = -1 EIO (Input/output error) <0.001000>',
    '73 1795446153.400000 +++ killed by SIGKILL +++',
  ].join('\n');

  expect(readSyncTrace(trace).map(({ file }) => file)).toEqual([
    '/p/000003.log',
    '/p/other',
    '/p/000005.log',
  ]);
  const [first, , last] = readSyncTrace(trace);
  expect(first!.endedMs - first!.startedMs).toBeCloseTo(2, 2);
  expect(last!.startedMs).toBeCloseTo(1795446153200, 2);
  expect(last!.endedMs).toBeCloseTo(1795446153204, 2);
});
