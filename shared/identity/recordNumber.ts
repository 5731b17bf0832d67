/** Fewest digits of a sequence; numbers grow beyond it without changing. */
const fewestDigits = 6;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What a record number says. */
export interface RecordNumber {
  /** The block of one enrolment of one workstation: no other gives numbers of it. */
  readonly block: string;
  readonly sequence: number;
  /** Whether the check character fits; undefined for a number that came without one. */
  readonly checked: boolean | undefined;
}

/**
 * Reads a record number as it is stored, typed, spoken or scanned: `N1-000123`, `n1-123`,
 * `N1-000123-9`. Undefined where the text is none.
 */
export function readRecordNumber(text: string): RecordNumber | undefined {
  const match = /^([0-9A-Z]{2,4})-(\d{1,8})(?:-([0-9A-Z]))?$/.exec(text.trim().toUpperCase());
  if (!match) return undefined;
  const [, block, digits, check] = match;
  const sequence = Number(digits);
  const expected = checkCharacter(`${block!}${padded(sequence)}`);
  const fits = check !== undefined && readAloud(check) === readAloud(expected);
  return { block: block!, sequence, checked: check === undefined ? undefined : fits };
}

/** O is typed as 0 and I as 1 by whoever reads them off a label. */
function readAloud(character: string): string {
  return character.replace('O', '0').replace('I', '1');
}

/**
 * Readings of a record number whose parts stand together or have spaces between them, `n1000123`,
 * `N1 000123 9`: those whose check character fits first. Empty where the text is none. What has no
 * hyphens may be another number as well.
 */
export function looseRecordNumbers(text: string): readonly RecordNumber[] {
  const said = text
    .trim()
    .toUpperCase()
    .replace(/\s*[\s./-]\s*/g, ' ');
  const parted = /^(?=.*[A-Z])([0-9A-Z]{2,4}) (\d{1,8})(?: ([0-9A-Z]))?$/.exec(said);
  const together = [
    /^([A-Z][0-9A-Z]{1,3})(\d{6}) ?([0-9A-Z])$/.exec(said),
    /^([A-Z][0-9A-Z]{1,3})(\d{6})$/.exec(said),
  ];
  return [parted, ...together]
    .flatMap((match) => {
      if (!match) return [];
      const [, block, digits, check] = match;
      return (
        readRecordNumber(`${block!}-${digits!}${check === undefined ? '' : `-${check}`}`) ?? []
      );
    })
    .sort((a, b) => Number(a.checked === false) - Number(b.checked === false));
}

/**
 * A record number as it is printed and spoken: `N1-000123` with its check character behind. The
 * check follows from the number (ISO 7064, MOD 37,36), so it is never stored: one wrong character,
 * or two that changed places, don't fit.
 */
export function checkedRecordNumber(recordNumber: string): string {
  const number = readRecordNumber(recordNumber);
  if (!number) return recordNumber;
  const digits = padded(number.sequence);
  return `${number.block}-${digits}-${checkCharacter(`${number.block}${digits}`)}`;
}

/** From here the minutes of record numbers are counted. */
const beginningMs = Date.UTC(2026, 0, 1);
const mostMinutes = 90_000_000;

/**
 * The next record number of a workstation's block: behind the highest that is known here, and no
 * lower than the minutes since 2026 began. Nobody registers a patient a minute for days, so time runs
 * ahead of the numbers, and a profile that was put back from a copy, or whose first fill isn't over,
 * gives none that was given before the copy was put back, a network or not. A clock that is behind
 * counts for nothing: then it is the highest and one more.
 * @param highest the highest sequence of this block that is known here; 0 where there is none
 */
export function nextRecordNumber(block: string, highest: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - beginningMs) / 60_000);
  return `${block}-${padded(Math.max(highest + 1, minutes > mostMinutes ? 0 : minutes))}`;
}

/** ISO 7064, hybrid system MOD 37,36, of digits and capital letters. */
export function checkCharacter(characters: string): string {
  let check = 36;
  for (const character of characters) {
    const sum = (check + alphabet.indexOf(character)) % 36 || 36;
    check = (sum * 2) % 37;
  }
  return alphabet[(37 - check) % 36]!;
}

function padded(sequence: number): string {
  return String(sequence).padStart(fewestDigits, '0');
}
