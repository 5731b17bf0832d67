/** Digits that a PIN needs. It opens only what the process still holds, so few tries are what guards it. */
export const shortestPin = 6;
export const longestPin = 12;

/** Wrong PINs after which the keys leave memory and the password is asked for. */
export const pinTries = 3;

/** How long a PIN opens after a lock; then the keys leave memory. */
export const pinHoldsMs = 10 * 60_000;

/**
 * Why a PIN can't be chosen. `tooSimple`: one digit again and again, a run up or down, a pattern that
 * repeats. `aDate`: a year or a day as birth dates are written: colleagues know each other's.
 */
export type PinWeakness = 'notDigits' | 'tooShort' | 'tooSimple' | 'aDate';

/** What keeps somebody from choosing these digits; undefined where nothing does. */
export function pinWeakness(pin: string): PinWeakness | undefined {
  if (!/^\d*$/.test(pin) || pin.length > longestPin) return 'notDigits';
  if (pin.length < shortestPin) return 'tooShort';
  if (isRepeated(pin) || isRun(pin) || new Set(pin).size < 3) return 'tooSimple';
  return isDate(pin) ? 'aDate' : undefined;
}

/** `121212`, `123123`: a short piece again and again; with one digit it is `111111`. */
function isRepeated(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length += 1) {
    const piece = pin.slice(0, length);
    if (piece.repeat(Math.ceil(pin.length / length)).slice(0, pin.length) === pin) return true;
  }
  return false;
}

/** Each digit the next one up, or down, around the ten: `123456`, `890123`, `654321`. */
function isRun(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  return steps.every((step) => step === 1) || steps.every((step) => step === 9);
}

/** A year of birth at either end (`198507`, `071985`), or a whole day (`150785`, `15071985`). */
function isDate(pin: string): boolean {
  const isYear = (text: string) => /^(19[2-9]\d|20[0-3]\d)$/.test(text);
  if (isYear(pin.slice(0, 4)) || isYear(pin.slice(-4))) return true;
  if (pin.length !== 6) return false;
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number) as [
    number,
    number,
    number,
  ];
  const isDay = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return isDay(a, b) || isDay(c, b);
}
