/**
 * What is said about a card beside what was read. Each is a sentence on the screen, and none of them
 * blocks: papers are put right by people.
 * - `cutShort`: fields at the end are missing.
 * - `scannedTwice`: one card, twice in a row; it was read once.
 * - `lettersLost`: a scanner that acts as a keyboard has lost the letters with marks.
 * - `telexUndone`: an input method has changed what the scanner typed; it could be put right.
 * - `inputMethodSpoilt`: one has changed a name or an address so that it can't be told what it was
 *   (VNI: digits become marks, and which digits they were is lost).
 * - `sexAgainstNumber`, `birthYearAgainstNumber`: the personal number says another.
 * - `provinceUnknown`: no province of birth registration has this code.
 */
export const cardRemarks = [
  'cutShort',
  'scannedTwice',
  'lettersLost',
  'telexUndone',
  'inputMethodSpoilt',
  'nameUnreadable',
  'birthDateUnreadable',
  'birthDateInFuture',
  'sexUnreadable',
  'addressUnreadable',
  'issuedOnUnreadable',
  'oldNumberUnreadable',
  'facilityUnreadable',
  'validityUnreadable',
  'sexAgainstNumber',
  'birthYearAgainstNumber',
  'provinceUnknown',
  'expired',
  'notYetValid',
] as const;
export type CardRemark = (typeof cardRemarks)[number];

/**
 * Why a scan gives nothing.
 * - `noCard`: neither a citizen card nor an insurance card.
 * - `badNumber`: looks like a card whose number hasn't its digits.
 * - `cutBehindNumber`: the number is whole, and nothing of what comes behind it is there.
 * - `twoCards`: two different cards ran together.
 * - `telexDamaged`: an input method has changed the text beyond repair.
 */
export const unreadableReasons = [
  'empty',
  'noCard',
  'badNumber',
  'cutBehindNumber',
  'twoCards',
  'telexDamaged',
] as const;
export type UnreadableBecause = (typeof unreadableReasons)[number];

/** What the reader needs of the present. */
export interface ReadingContext {
  /** `2026-11-23`. */
  readonly today: string;
}
