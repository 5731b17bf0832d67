/** Why an amount was not understood; each has a sentence in the message catalogue. */
export type DecimalRefusal =
  'empty' | 'notANumber' | 'leadingZeroMissing' | 'zero' | 'tooLarge' | 'tooManyDecimals';

export type ParsedDecimal =
  /** Canonical: a point, no trailing zero, no leading zero but the one before the point. */
  | { readonly kind: 'decimal'; readonly value: string }
  /** `1.000` is a thousand to one reader and one to another: both readings, canonical, to choose from. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly [whole: string, fraction: string] }
  | { readonly kind: 'refused'; readonly code: DecimalRefusal };

const maxWholeDigits = 7;
const maxDecimals = 4;

/**
 * Reads an amount as people type it, with a decimal comma or point. Spaces may stand between groups
 * of three digits (`1 000`). A separator before exactly three digits is never guessed at, unless a
 * zero before it makes it a fraction (`0,125`).
 */
export function parseDecimal(text: string): ParsedDecimal {
  const trimmed = text.normalize('NFC').trim();
  if (trimmed === '') return { kind: 'refused', code: 'empty' };
  const compact = /^\d{1,3}([\s\u202f]\d{3})+([.,]\d+)?$/u.test(trimmed)
    ? trimmed.replace(/[\s\u202f]/gu, '')
    : trimmed;
  if (/^[.,]\d+$/.test(compact)) return { kind: 'refused', code: 'leadingZeroMissing' };
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(compact);
  if (!match) return { kind: 'refused', code: 'notANumber' };
  const [, whole, fraction = ''] = match;
  const groupsOfThree = compact === trimmed && /^[1-9]\d{0,2}$/.test(whole!);
  if (groupsOfThree && fraction.length === 3) {
    const readings = [canonical(whole! + fraction, ''), canonical(whole!, fraction)] as const;
    return { kind: 'ambiguous', readings };
  }
  return checked(whole!, fraction);
}

function checked(whole: string, fraction: string): ParsedDecimal {
  const value = canonical(whole, fraction);
  const [integer, decimals = ''] = value.split('.');
  if (value === '0') return { kind: 'refused', code: 'zero' };
  if (integer!.length > maxWholeDigits) return { kind: 'refused', code: 'tooLarge' };
  if (decimals.length > maxDecimals) return { kind: 'refused', code: 'tooManyDecimals' };
  return { kind: 'decimal', value };
}

function canonical(whole: string, fraction: string): string {
  const integer = whole.replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/0+$/, '');
  return decimals === '' ? integer : `${integer}.${decimals}`;
}
