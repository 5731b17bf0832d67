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

/** What a name or an address lost on the way. */
export interface LostLetters {
  readonly name: boolean;
  readonly address: boolean;
}

/**
 * Which of both lost letters with marks on the way: a scanner that acts as a keyboard sends none of
 * them, some of them, or `?` in their place. Each is judged by itself, for one letter that came
 * through proves nothing of the others. An address always has some (thôn, xã, tỉnh); a name without
 * any is doubtful where the address beside it lost some.
 */
export function lostLetters(name: string, address: string | undefined): LostLetters {
  const ofAddress =
    address !== undefined &&
    (unreadable.test(address) ||
      (/[a-z]/i.test(address) && !hasMarks(address)) ||
      stumpsOfPlaces.test(address));
  const ofName =
    unreadable.test(name) ||
    wordsOf(name).some((word) => isStump(word, hasMarks(name))) ||
    (name !== '' && !hasMarks(name) && ofAddress);
  return { name: ofName, address: ofAddress };
}

const unreadable = /[?\ufffd]/;
/** What is left of "xã", "thôn", "huyện", "tỉnh", "phường", "quận" and "thị trấn". */
const stumpsOfPlaces = /(?:^|[\s,])(?:x|thn|huyn|tnh|phng|qun|th trn)(?=\s)/i;

function hasMarks(text: string): boolean {
  return /[^\u0000-\u007f]/.test(text);
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[\s'’]+/).filter((word) => word !== '');
}

/**
 * A word that no name has: without a vowel, or what is left of "Nguyễn", "Huỳnh", "Quỳnh". H, K and
 * other single letters are names of their own among the Ê-đê, Cơ-ho and others.
 * @param marked the name has letters with marks, so that it isn't plain because none came through
 */
function isStump(word: string, marked: boolean): boolean {
  if (/^(?:nguyn|hunh|qunh)$/i.test(word)) return true;
  if (word.length === 1 && (marked || /^[hky]$/i.test(word))) return false;
  return /^[a-z]+$/i.test(word) && !/[aeiouy]/i.test(word);
}
