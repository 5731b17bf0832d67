import { afterAll, beforeAll, describe, test } from 'vitest';
import { openLiveScene } from '../../../campaigns/faults/liveScene.ts';
import type { LiveScene } from '../../../campaigns/faults/liveScene.ts';
import { places, shareOf } from '../../../campaigns/faults/matrix.ts';

let scene: LiveScene;
beforeAll(async () => {
  scene = await openLiveScene();
});
afterAll(() => scene.close());

const sending = places.filter((place) => place.scene === 'sending');

// `npm run faults` plays each fault at each place; here each fault is played at one of them.
describe.each(sending)('invariants 1, 3, 6 and 7, peers 2, a fault at $name', (place) => {
  test.each(shareOf(place, sending))('$name', (fault) => scene.play(place, fault));
});

test('invariant 3: after all of them everything is still on both sides, byte for byte', () =>
  scene.allSettled());
