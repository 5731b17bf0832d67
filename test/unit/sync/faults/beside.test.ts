import { afterAll, beforeAll, describe, test } from 'vitest';
import { openChartScene } from '../../../campaigns/faults/chartScene.ts';
import { places, shareOf } from '../../../campaigns/faults/matrix.ts';
import { openOwedScene } from '../../../campaigns/faults/owedScene.ts';
import { openRestoredScene } from '../../../campaigns/faults/restoredScene.ts';

const scenes = [
  ['openingChart', openChartScene],
  ['owing', openOwedScene],
  ['comparing', openRestoredScene],
] as const;
const beside = places.filter((place) => scenes.some(([name]) => name === place.scene));

describe.each(scenes)('invariants 1, 3, 6 and 7, a fault in the scene %s', (name, open) => {
  let scene: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    scene = await open();
  });
  afterAll(() => scene.close());

  // `npm run faults` plays each fault at each place; here each fault is played at one of them.
  const mine = beside
    .filter((place) => place.scene === name)
    .flatMap((place) =>
      shareOf(place, beside).map((fault) => ({
        at: place.name,
        fault: fault.name,
        play: () => scene.play(place, fault),
      })),
    );
  test.each(mine)('$fault at $at', ({ play }) => play());
});
