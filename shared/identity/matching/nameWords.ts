/**
 * One name as it is written in north and south, folded. Desks write what they hear, and people who
 * moved carry both. From lists of names under the taboos of the Nguyễn court; both sides are folded
 * to the second.
 */
const otherSound: Readonly<Record<string, string>> = {
  huynh: 'hoang',
  vo: 'vu',
  chau: 'chu',
  phuoc: 'phuc',
  nhut: 'nhat',
  nhon: 'nhan',
  kieng: 'canh',
  buu: 'bao',
  ngai: 'nghia',
  phung: 'phuong',
  chanh: 'chinh',
  sanh: 'sinh',
  tanh: 'tinh',
  cang: 'cuong',
  thoi: 'thai',
  quoi: 'qui',
};

/**
 * A folded word as it sounds where tr and ch, s and x, l and n, d, gi and r are one sound. Two words
 * with one sound may be one name written by two people; "Lan" and "Nam" stay apart.
 */
export function soundOf(word: string): string {
  const sound = otherSound[word] ?? word;
  return sound
    .replace(/^tr/, 'ch')
    .replace(/^s/, 'x')
    .replace(/^l/, 'n')
    .replace(/^(?:gi(?=[aeiouy])|r)/, 'd')
    .replace(/^gh?/, 'g');
}

/** Beginnings of Vietnamese syllables that are written with more than one letter. */
const onsets = new Set(['ch', 'gh', 'kh', 'ng', 'ngh', 'nh', 'ph', 'th', 'tr']);

/** "NT Hoa" is "N. T. Hoa": letters without a vowel that begin no syllable stand for a word each. */
export function splitInitials(word: string): readonly string[] {
  const initials = word.length > 1 && /^[b-df-hj-np-tvxz]+$/.test(word) && !onsets.has(word);
  return initials ? [...word] : [word];
}

/** Whether the one is the other's beginning, as names are abbreviated: "T." or "Ng." */
export function abbreviates(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length < long.length && isAbbreviation(short) && long.startsWith(short);
}

/** One letter, or what a syllable begins with and nothing behind it. */
export function isAbbreviation(word: string): boolean {
  return word.length === 1 || onsets.has(word);
}

/** What is written beside a name: what somebody is called at home, or was called before. */
export function withoutOtherName(name: string): string {
  const text = name.normalize('NFC');
  const alone = text
    .replace(/[([{].*$/su, '')
    .replace(/\s(?:tức|hay|còn gọi|thường gọi|tên gọi khác|bí danh|@|\/)\s.*$/isu, '');
  return /\p{L}/u.test(alone) ? alone.trim() : text;
}
