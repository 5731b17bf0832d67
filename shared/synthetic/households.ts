import { nameInFamily, syntheticName, wholeName } from './names.ts';
import { bornYearsAgo, syntheticPerson } from './patients.ts';
import type { SyntheticPerson } from './patients.ts';
import type { Random } from './random.ts';

/** How one person is called by those of their household who give this person's telephone. */
const calls = { male: 'bố', female: 'mẹ' } as const;

/**
 * People of one address: somebody, and in every third home a wife or husband, children and an old
 * mother or father. Children carry their father's family name, often his middle name too; one
 * telephone serves who has none. Now and then two of the children are twins.
 * @param phone gives a number that nobody else has
 */
export function syntheticHousehold(
  random: Random,
  todayMs: number,
  phone: () => string,
): SyntheticPerson[] {
  const head = syntheticPerson(random, todayMs);
  if (head.ageYears < 22 || head.ageYears > 60 || !random.chance(0.33)) return [head];
  const shared = phone();
  const home: SyntheticPerson[] = [head];
  const relative = (
    sex: 'male' | 'female',
    ageYears: number,
    family: string | undefined,
  ): SyntheticPerson => {
    const age = Math.min(97, Math.max(0, ageYears));
    const nameParts =
      family === undefined ? syntheticName(random, sex) : nameInFamily(random, sex, family);
    const born = bornYearsAgo(random, todayMs, age);
    return { name: wholeName(nameParts), nameParts, sex, born, ageYears: age, place: head.place };
  };
  const reachedBy = { phone: shared, name: head.name, relationship: calls[head.sex] };

  const otherSex = head.sex === 'male' ? 'female' : 'male';
  const spouse = random.chance(0.6)
    ? relative(otherSex, head.ageYears + random.whole(-4, 4), undefined)
    : undefined;
  if (spouse) home.push(spouse);
  const father = head.sex === 'male' ? head : spouse;
  const family = father?.nameParts?.family ?? head.nameParts!.family;
  const oldest = Math.min(head.ageYears - 20, 30);
  let age = random.whole(0, Math.max(0, oldest));
  for (let child = random.whole(0, 3); child > 0 && age >= 0; child -= 1) {
    const one = relative(random.chance(0.5) ? 'male' : 'female', age, family);
    const withPhone = age < 18 || random.chance(0.3) ? { ...one, reachedBy } : one;
    home.push(withPhone);
    if (child > 1 && random.chance(0.05)) home.push(twinOf(random, withPhone));
    age -= random.whole(1, 5);
  }
  if (random.chance(0.25)) {
    const sex = random.chance(0.6) ? 'female' : 'male';
    const old = relative(
      sex,
      head.ageYears + random.whole(21, 34),
      sex === 'male' ? family : undefined,
    );
    home.push(
      random.chance(0.6)
        ? {
            ...old,
            reachedBy: {
              phone: shared,
              name: head.name,
              relationship: head.sex === 'male' ? 'con trai' : 'con gái',
            },
          }
        : old,
    );
  }
  return home;
}

/** The same family, day and home; a given name of its own. */
export function twinOf(random: Random, person: SyntheticPerson): SyntheticPerson {
  const { family, middle, given } = person.nameParts!;
  const other = random.pick(
    (person.sex === 'male' ? ['Bảo', 'Khang', 'Phúc', 'Huy'] : ['Anh', 'Hân', 'Vy', 'Ngân']).filter(
      (name) => name !== given,
    ),
  );
  const nameParts = { family, middle, given: other };
  return { ...person, name: `${family} ${middle} ${other}`, nameParts };
}
