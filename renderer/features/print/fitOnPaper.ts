/** How large a name is printed: the longer it is, the smaller, and never cut. */
export type NameSize = 'usual' | 'long' | 'longest';

/**
 * From how many characters on a name takes the second and the third size. Measured with capitals of
 * Be Vietnam Pro on each paper: the longest name that a record may hold (120) still fits.
 */
export const nameLimits = {
  wristband: [38, 100],
  wristbandChild: [28, 72],
  wristbandNewborn: [32, 62],
  labels: [24, 78],
  labelRoll: [20, 44],
} as const;

/** The size of a name on one of the papers that have little room. */
export function nameSize(name: string, paper: keyof typeof nameLimits): NameSize {
  const [long, longest] = nameLimits[paper];
  const { length } = name.normalize('NFC');
  return length > longest ? 'longest' : length > long ? 'long' : 'usual';
}

/** Characters of one line beside the barcode. */
export const allergyRoom = { wristband: 64, wristbandChild: 40, wristbandNewborn: 42 } as const;

/**
 * As many of the words as fit into so many characters, at least one. How many don't is told, so that
 * nobody takes the line for all there is.
 */
export function asManyAsFit(
  words: readonly string[],
  characters: number,
): { readonly shown: readonly string[]; readonly more: number } {
  const shown: string[] = [];
  let taken = 0;
  for (const word of words) {
    taken += word.length + 2;
    if (shown.length > 0 && taken > characters) break;
    shown.push(word);
  }
  return { shown, more: words.length - shown.length };
}
