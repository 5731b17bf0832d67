/**
 * Decimal numbers as text: records keep a point (`0.5`), the screen shows a comma with a leading
 * zero and thousands apart (`0,5`, `2.318`), and both marks are taken on entry. Binary floats
 * never touch a dose.
 */

/** On screen: `0.5` → `0,5`, `12500` → `12.500`; trailing zeros after the comma are dropped. */
export function formatDecimal(value: string | number): string {
  const [whole, fraction] = String(value).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  const kept = fraction?.replace(/0+$/, '');
  return kept ? `${grouped},${kept}` : grouped;
}

/**
 * Typed text as a record's decimal, or undefined. One mark at most, comma or point, always the
 * decimal one: thousands are not typed, so `1.500` is one and a half, shown back as `1,5`.
 */
export function parseDecimal(text: string): string | undefined {
  const match = /^(\d{1,7})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (!match) return undefined;
  const whole = match[1]!.replace(/^0+(?=\d)/, '');
  const fraction = match[2]?.replace(/0+$/, '');
  return fraction ? `${whole}.${fraction}` : whole;
}
