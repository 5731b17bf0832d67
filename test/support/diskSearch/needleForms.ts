/** One way in which a text may lie on disk. */
export interface NeedleForm {
  readonly encoding: string;
  readonly bytes: Buffer;
}

/**
 * Every form in which a disk is searched for a text: as written, in lower and upper case and with
 * its tones folded away, each in NFC and NFD, in UTF-8, UTF-16 of both orders, Latin-1 where it can
 * be written so, and with JSON's escapes.
 */
export function needleForms(text: string): NeedleForm[] {
  const spellings = new Set(
    [text, text.toLowerCase(), text.toUpperCase(), folded(text)].flatMap((spelling) => [
      spelling.normalize('NFC'),
      spelling.normalize('NFD'),
    ]),
  );
  const forms = new Map<string, NeedleForm>();
  for (const spelling of spellings) {
    for (const form of encodings(spelling)) {
      const key = form.bytes.toString('hex');
      if (!forms.has(key)) forms.set(key, form);
    }
  }
  return [...forms.values()];
}

function encodings(text: string): NeedleForm[] {
  const littleEndian = Buffer.from(text, 'utf16le');
  const escaped = text.replaceAll(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const escapedUpper = escaped.replaceAll(
    /\\u([0-9a-f]{4})/g,
    (_all, digits: string) => `\\u${digits.toUpperCase()}`,
  );
  return [
    { encoding: 'UTF-8', bytes: Buffer.from(text, 'utf8') },
    { encoding: 'UTF-16LE', bytes: littleEndian },
    { encoding: 'UTF-16BE', bytes: Buffer.from(littleEndian).swap16() },
    ...(/^[\u0000-\u00ff]*$/.test(text)
      ? [{ encoding: 'Latin-1', bytes: Buffer.from(text, 'latin1') }]
      : []),
    ...[escaped, escapedUpper].flatMap((form) => [
      { encoding: 'JSON escapes', bytes: Buffer.from(form, 'latin1') },
      { encoding: 'JSON escapes in UTF-16LE', bytes: Buffer.from(form, 'utf16le') },
    ]),
  ];
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}
