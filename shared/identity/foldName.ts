/**
 * Names as search compares them: without tones and letter marks, đ as d, lower case, one space.
 * `Đ` (U+0110), `đ` (U+0111) and the lookalike `Ð` (U+00D0, Latin eth, from old fonts and card
 * readers) carry no combining mark, so decomposition alone leaves them: they are named here.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replace(/[ĐđÐð]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The parts of a folded name. */
export function foldedParts(name: string): string[] {
  const folded = foldText(name);
  return folded === '' ? [] : folded.split(' ');
}
