import { expect, test } from '@playwright/test';
import { runKillCampaign } from '../campaigns/kill/killCampaign.ts';
import { liveOnTornLog } from '../campaigns/kill/tornLog.ts';

test('invariant 1: what was acknowledged survives kill -9 of the browser, three times over', async () => {
  const { kills, acknowledged, losses } = await runKillCampaign({ times: 3, seed: 2026 });

  expect(losses).toEqual([]);
  expect(kills).toBe(3);
  expect(acknowledged).toBeGreaterThan(12);
});

test('invariants 1 and 7: so it does while it syncs, and each reaches the server exactly once', async () => {
  const { kills, losses, onServer } = await runKillCampaign({ times: 3, seed: 2027, sync: true });

  expect(losses).toEqual([]);
  expect(kills).toBe(3);
  expect(onServer).toBeGreaterThan(6);
});

test('invariant 1: a write that the kill tore in the log of IndexedDB costs nothing, now or later', async () => {
  expect(await liveOnTornLog([true, true, true])).toEqual([0, 20, 40]);
  // Where a Chromium that nobody mended has written on behind it, one that is mended loses nothing.
  expect(await liveOnTornLog([true, false, true, true])).toEqual([0, 20, 40, 60]);
  // What Chromium does of itself. Where this fails, it writes on behind a torn piece no longer.
  expect(await liveOnTornLog([false, false, false])).toEqual([0, 20, 0]);
});

test('an acknowledgement that comes before the write is found out', async () => {
  const { losses } = await runKillCampaign({ times: 4, seed: 2026, variant: 'hasty' });

  expect(losses.map(({ how }) => how)).toContain('missing');
});
