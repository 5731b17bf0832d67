import { expect, test } from 'vitest';
import { playPeople } from '../campaigns/people/campaign.ts';
import { addTally, emptyTally } from '../campaigns/people/tally.ts';

/** `npm run mutants` plays more of them: a break has to be met before it is seen. */
const seeds = Number(process.env['PEOPLE_SEEDS'] ?? 4);

/** A small slice of `npm run chaos -- --people`; what it holds the product to stands in `tally.ts`. */
test('sign-in, lock, revocation, crash: nobody entitled is locked out, nobody else gets in, nothing written is lost', async () => {
  const tally = emptyTally();
  const failures: string[] = [];
  await playPeople(1, seeds, ({ seed, tally: more, violations }) => {
    addTally(tally, more);
    failures.push(...violations.map(({ promise, text }) => `seed ${seed}, ${promise}: ${text}`));
    return failures.length > 0 ? 'enough' : undefined;
  });
  expect(failures).toEqual([]);
  expect(tally.acknowledged).toBeGreaterThan(5);
  expect(tally.checked.rights).toBeGreaterThan(100);
});
