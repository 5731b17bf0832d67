import { afterAll, beforeAll, describe, test } from 'vitest';
import { openLiveScene } from '../../../campaigns/faults/liveScene.ts';
import type { LiveScene } from '../../../campaigns/faults/liveScene.ts';
import { faultCases, places } from '../../../campaigns/faults/matrix.ts';

let scene: LiveScene;
beforeAll(async () => {
  scene = await openLiveScene();
});
afterAll(() => scene.close());

const receiving = places.filter((place) => place.scene === 'receiving');

describe.each(receiving)('invariants 1, 3, 6 and 7, peers 2, a fault at $name', (place) => {
  test.each(faultCases(place))('$name', (fault) => scene.play(place, fault));
});

test('invariant 3: after all of them everything is still on both sides, byte for byte', () =>
  scene.allSettled());
