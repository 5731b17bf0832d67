import type { Traits } from './traits.ts';

/**
 * Under which keys somebody is filed, so that whoever may be the same person meets them under one
 * key at least: two records without a key in common are never compared. Each key survives other
 * mistakes than the others do. Words are filed as they sound.
 */
export function blockKeys({ soundWords, birthDate, phones, numbers, address }: Traits): string[] {
  const keys = new Set<string>();
  for (const { value } of numbers) keys.add(`n ${value}`);
  for (const phone of phones) keys.add(`p ${phone}`);
  if (soundWords.length === 0) return [...keys];
  // Any order of the words, any date.
  if (soundWords.length > 1) keys.add(`w ${[...soundWords].sort().join(' ')}`);
  const [family, given] = [soundWords[0]!, soundWords.at(-1)!];
  const ends = [family, given];
  const place = address.slice(0, 2).join(' ');
  // Both ends of the name in one place, whatever the date: few of one village share them.
  if (place !== '') keys.add(`g ${[...ends].sort().join(' ')} ${place}`);
  if (!birthDate) {
    for (const end of ends) keys.add(`a ${end} ${address.join(' ')}`);
    return [...keys];
  }
  const [year, month, day] = birthDate.split('-');
  // Family and given name in the year: the middle name may be missing, the day wrong.
  keys.add(`y ${year} ${[...ends].sort().join(' ')}`);
  // The given name and the first letters of the others in the year: what is abbreviated or slipped.
  const initials = soundWords.map((word) => word[0]).sort();
  for (const end of new Set(ends)) keys.add(`i ${year} ${end} ${initials.join('')}`);
  if (month && day && !(month === '01' && day === '01')) {
    // Day and month in either order with one end of the name: a slip in the other words.
    const inOrder = month < day ? `${month}-${day}` : `${day}-${month}`;
    for (const end of ends) keys.add(`d ${year} ${inOrder} ${end}`);
  }
  // One end of the name in the year and the place: a year alone and a slip in the name.
  if (place !== '') {
    for (const end of ends) keys.add(`h ${year} ${end} ${place}`);
  }
  return [...keys];
}

/** Whether those who share the key are compared whatever their dates of birth say. */
export function provesAlone(key: string): boolean {
  return key.startsWith('n ') || key.startsWith('p ') || key.startsWith('g ');
}
