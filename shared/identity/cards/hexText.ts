/**
 * Text that a card holds as hex of UTF-8. A scanner that acts as a keyboard while Telex is on turns
 * `dd` into `đ`, `aa` and `ee` into `â` and `ê`, and an `f` behind a vowel into a grave accent: hex
 * has no other letters that Telex touches, so what it did can be undone.
 * @returns undefined for what is no hex, of odd length, or no UTF-8
 */
export function readHexText(
  field: string,
): { readonly text: string; readonly telexUndone: boolean } | undefined {
  const plain = decoded(field);
  if (plain !== undefined) return { text: plain, telexUndone: false };
  const undone = withoutTelex(field);
  if (undone === field) return undefined;
  const text = decoded(undone);
  return text === undefined ? undefined : { text, telexUndone: true };
}

function decoded(hex: string): string | undefined {
  if (hex === '' || hex.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(hex)) return undefined;
  const bytes = Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
    const line = text.replace(/\s+/g, ' ').trim();
    return line !== '' && !/[\u0000-\u001f\u007f]/.test(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

/** The keys that were struck: the marks come last in a letter's decomposition, as in Telex. */
function withoutTelex(text: string): string {
  return text
    .replace(/đ/g, 'dd')
    .replace(/Đ/g, 'DD')
    .normalize('NFD')
    .replace(/([ae])\u0302/gi, '$1$1')
    .replace(/\u0300/g, 'f')
    .normalize('NFC');
}
