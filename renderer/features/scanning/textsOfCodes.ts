/**
 * The texts of what was read, each once. A card's bytes are UTF-8 and don't say so: the reader's
 * own guess takes Vietnamese letters for another alphabet at times, so the bytes come first.
 */
export function textsOfCodes(
  codes: readonly {
    readonly isValid: boolean;
    readonly text: string;
    readonly bytes: Uint8Array;
  }[],
): readonly string[] {
  return [
    ...new Set(
      codes.filter(({ isValid }) => isValid).map(({ bytes, text }) => utf8(bytes) ?? text),
    ),
  ].filter((text) => text !== '');
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
