import type { SearchablePatient } from './searchable.ts';

/** A number with letters in it: an insurance card, a passport, a temporary code of this hospital. */
export interface CardCode {
  /** Letters and digits alone, in capitals. */
  readonly text: string;
  /** Digits that the index may know it by, the likeliest first. */
  readonly readings: readonly string[];
}

const fewestDigits = 5;

/**
 * Reads what was typed as one number with letters, whatever stands between its parts. The index holds
 * digits alone, so that it is found by these and looked at afterwards (`hasCode`).
 */
export function readCode(typed: string): CardCode | undefined {
  const text = typed.toUpperCase().replace(/[\s./-]/g, '');
  const digits = text.replace(/\D/g, '');
  const letters = text.length - digits.length;
  if (!/^[A-Z][0-9A-Z]+$/.test(text) || digits.length < fewestDigits) return undefined;
  // A name with a year of birth behind it isn't a card.
  if (letters > 6 || /^[A-Z]{3,}\d{4,6}$/.test(text)) return undefined;
  const insurance = /^[A-Z]{2}[1-5]\d{12}$/.test(text);
  return { text, readings: insurance ? [digits, digits.slice(-10)] : [digits] };
}

/**
 * Whether one of the numbers is this one. Of an insurance card the ten digits that stay for life are
 * enough: group and place of issue change.
 */
export function hasCode({ numbers }: Pick<SearchablePatient, 'numbers'>, code: CardCode): boolean {
  return numbers.some((number) => {
    const kept = number.toUpperCase().replace(/[^0-9A-Z]/g, '');
    if (kept === code.text) return true;
    return code.readings.length > 1 && kept.slice(-10) === code.text.slice(-10);
  });
}
