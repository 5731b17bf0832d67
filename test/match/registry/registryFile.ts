import type { KnownPerson } from '../../../shared/identity/matching/learnModel.ts';
import { traitsOf } from '../../../shared/identity/matching/traits.ts';
import type { SaidOfPerson } from '../../../shared/identity/matching/traits.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { writtenDown } from './registryErrors.ts';
import { registryPeople } from './registryPeople.ts';

/** The seed that the floors of `learnModel.ts` were tuned on. No figure is ever reported from it. */
export const tuningSeed = 7001;

/** One record of a registry, and the truth about it. */
export interface RegistryRecord {
  readonly id: string;
  readonly person: string;
  readonly household: string;
  readonly said: SaidOfPerson;
}

/**
 * A registry as another program may hand it over: about every twelfth person was written down twice,
 * some three times, each time anew by somebody who errs.
 * @param damage 1 is a careless desk; what is worse has more of every error
 */
export function registryFile(seed: number, count: number, damage = 1): readonly RegistryRecord[] {
  const random = seededRandom(seed);
  const people = registryPeople(random, count);
  return people.flatMap((person, place) => {
    const near = people.slice(Math.max(0, place - 3), place + 4);
    const times = random.weighted([
      [1, 91],
      [2, 8],
      [3, 1],
    ]);
    return Array.from({ length: times }, (_unused, time) => ({
      id: `${person.person}-${time}`,
      person: person.person,
      household: person.household,
      said: writtenDown(random, person, near, damage),
    }));
  });
}

export function registryKnown(
  seed: number,
  count: number,
  damage?: number,
): Map<string, KnownPerson> {
  return new Map(
    registryFile(seed, count, damage).map(({ id, person, household, said }) => [
      id,
      { traits: traitsOf(said), person, household },
    ]),
  );
}
