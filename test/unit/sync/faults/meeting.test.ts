import { afterAll, beforeAll, describe, test } from 'vitest';
import { openLiveScene } from '../../../campaigns/faults/liveScene.ts';
import type { LiveScene } from '../../../campaigns/faults/liveScene.ts';
import { places, shareOf } from '../../../campaigns/faults/matrix.ts';

let scene: LiveScene;
beforeAll(async () => {
  scene = await openLiveScene();
});
afterAll(() => scene.close());

const meeting = places.filter((place) => place.scene === 'meeting');

// `npm run faults` plays each fault at each place; here each fault is played at one of them.
describe.each(meeting)('invariants 1, 3, 6 and 7, a fault at $name', (place) => {
  test.each(shareOf(place, meeting))('$name', (fault) => scene.play(place, fault));
});
