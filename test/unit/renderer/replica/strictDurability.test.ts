import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../../..');

/** The product's files in which somebody asks for a commit that doesn't wait for the disk. */
function whoAsksForLess(): string[] {
  return ['main', 'renderer', 'shared']
    .flatMap((layer) =>
      readdirSync(path.join(root, layer), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(layer, file),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => /'relaxed'/.test(readFileSync(path.join(root, file), 'utf8')))
    .map((file) => path.basename(file))
    .sort();
}

test('invariant 1: only what can be fetched again, or is no entry of a record, is written relaxed', () => {
  expect(whoAsksForLess()).toEqual([
    'arrivalPacks.ts',
    'deliverTrail.ts',
    'firstFill.ts',
    'indexedDbStore.ts',
    'leafStore.ts',
    'packStorage.ts',
    'trail.ts',
    'trailStorage.ts',
  ]);
});
