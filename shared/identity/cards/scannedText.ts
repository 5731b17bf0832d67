/** The text of one scan as scanners, apps and keyboards hand it over, made plain: NFC, one line. */
export function plainScan(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f\u200b\u2060\ufeff]/g, '')
    .trim()
    .replace(/^(?:CCCD|CC|CMND|BHYT)\s*:\s*/i, '');
}

/** Its fields; what separates them is `|` on both cards. */
export function fieldsOf(line: string): string[] {
  return line.split('|').map((field) => field.trim().replace(/\s+/g, ' '));
}

/**
 * Whether letters with marks were lost on the way: a scanner that acts as a keyboard sends none of
 * them, or `?` in their place. An address always has some (thôn, xã, tỉnh), a name nearly always.
 */
export function lostLetters(name: string, address: string | undefined): boolean {
  if (/[?\ufffd]/.test(`${name}${address ?? ''}`)) return true;
  if (/[^\u0000-\u007f]/.test(`${name}${address ?? ''}`)) return false;
  const hasBareWord = name.split(' ').some((word) => word !== '' && !/[aeiouy]/i.test(word));
  return hasBareWord || (address !== undefined && /[a-z]/i.test(address));
}
