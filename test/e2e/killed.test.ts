import { expect, test } from '@playwright/test';
import { runKillCampaign } from '../campaigns/kill/killCampaign.ts';

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

test('an acknowledgement that comes before the write is found out', async () => {
  const { losses } = await runKillCampaign({ times: 4, seed: 2026, variant: 'hasty' });

  expect(losses.map(({ how }) => how)).toContain('missing');
});
