import { afterAll, beforeAll, describe, test } from 'vitest';
import { openFillScene } from '../../../campaigns/faults/fillScene.ts';
import type { FillScene } from '../../../campaigns/faults/fillScene.ts';
import { places, shareOf } from '../../../campaigns/faults/matrix.ts';

let scene: FillScene;
beforeAll(async () => {
  scene = await openFillScene();
});
afterAll(() => scene.close());

const filling = places.filter((place) => place.scene === 'filling');

// `npm run faults` plays each fault at each place; here each fault is played at one of them.
describe.each(filling)('invariants 1, 3, 6 and 7, a fault at $name', (place) => {
  test.each(shareOf(place, filling))('$name', (fault) => scene.play(place, fault));
});
