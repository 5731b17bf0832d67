import type { Traits } from './traits.ts';

/**
 * Under which keys somebody is filed, so that whoever may be the same person meets them under one
 * key at least: two records without a key in common are never compared. Each key survives other
 * mistakes than the others do.
 */
export function blockKeys({ plainWords, birthDate, phones, numbers, address }: Traits): string[] {
  const keys = new Set<string>();
  for (const { value } of numbers) keys.add(`n ${value}`);
  for (const phone of phones) keys.add(`p ${phone}`);
  if (plainWords.length === 0) return [...keys];
  // Any order of the words, any date.
  if (plainWords.length > 1) keys.add(`w ${[...plainWords].sort().join(' ')}`);
  const ends = [plainWords[0]!, plainWords.at(-1)!];
  if (!birthDate) {
    for (const end of ends) keys.add(`a ${end} ${address.join(' ')}`);
    return [...keys];
  }
  const [year, month, day] = birthDate.split('-');
  // Family and given name in the year: the middle name may be missing, the day wrong.
  keys.add(`y ${year} ${[...ends].sort().join(' ')}`);
  if (month && day) {
    // Day and month in either order with one end of the name: a slip in the other words.
    const inOrder = month < day ? `${month}-${day}` : `${day}-${month}`;
    for (const end of ends) keys.add(`d ${year} ${inOrder} ${end}`);
  }
  // One end of the name in the year and the place: a year alone and a slip in the name.
  if (address.length > 0) {
    for (const end of ends) keys.add(`h ${year} ${end} ${address.slice(0, 2).join(' ')}`);
  }
  return [...keys];
}

/** Whether a key is a number or a telephone: those who share it are compared whatever else they say. */
export function provesAlone(key: string): boolean {
  return key.startsWith('n ') || key.startsWith('p ');
}
