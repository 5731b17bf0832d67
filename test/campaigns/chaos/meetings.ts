import { policies } from '../../../shared/clinical/policies.ts';
import type { Kind } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { pull, push } from './deliver.ts';
import { createOf, pickById, saveForm, shownRecords } from './persons.ts';
import type { Station } from './station.ts';
import { orCrash } from './world.ts';
import type { MadeRecord, World } from './world.ts';

/**
 * Two people write one merge unit before either has the other's value. Which unit goes round with
 * the seeds, so that a few hundred of them meet on every row of the policies.
 */
export async function collide(
  world: World,
  one: Station,
  other: Station,
  n: number,
  seed: number,
): Promise<void> {
  const { kind, unit } = policies[(world.schedule.seed + n * 7) % policies.length]!;
  if (!(await inCommon(world, one, other, kind, seed))) {
    await createOf(world, one, n, kind, seed);
  }
  // What a record belongs to can only differ where there are two to choose from.
  if (unit === 'encounterId') await createOf(world, one, n, 'encounter', seed + 1);
  await push(world, one);
  await pull(world, other, 50);
  const made = await inCommon(world, one, other, kind, seed);
  if (!made) return;
  for (const [turn, station] of [one, other].entries()) {
    await orCrash(world, station, async () => {
      const shown = await shownRecords(world, station);
      const record = shown.find((entry) => entry.made === made)?.record;
      if (!record) return;
      const form = { record, seen: new Set(station.known.get(made.id)) };
      await saveForm(world, station, form, n, seed + turn, unit);
    });
  }
}

async function inCommon(
  world: World,
  one: Station,
  other: Station,
  kind: Kind,
  seed: number,
): Promise<MadeRecord | undefined> {
  const there = new Set((await shownRecords(world, other)).map(({ made }) => made));
  const both = (await shownRecords(world, one)).filter(
    ({ made }) => made.kind === kind && !made.newer && there.has(made),
  );
  return pickById(both, seed)?.made;
}

/** Records that mean something only beside each other; findings are about these. */
const crowds: readonly (readonly Kind[])[] = [
  ['order', 'order', 'allergy'],
  ['condition', 'condition', 'condition', 'condition'],
  ['encounterEvent', 'encounterEvent', 'noteDraft'],
  ['order', 'orderEvent', 'order', 'orderEvent'],
  ['note', 'note', 'retraction'],
];

/** Two people fill one chart, neither of them seeing what the other writes. */
export async function crowd(
  world: World,
  one: Station,
  other: Station,
  n: number,
  seed: number,
): Promise<void> {
  const random = seededRandom(seed);
  const crowdOfSeed = crowds[(world.schedule.seed + n) % crowds.length]!;
  for (const [turn, kind] of crowdOfSeed.entries()) {
    const station = turn % 2 === 0 ? one : other;
    await orCrash(world, station, () => createOf(world, station, n, kind, random.whole(1, 1e9)));
  }
}
