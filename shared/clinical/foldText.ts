/**
 * Text as a search compares it: lower case, no tones or other marks, đ as d, only letters, digits
 * and single spaces. `Công thức máu` becomes `cong thuc mau`.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐƉɖ]/gu, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * A drug's name as people really write it on a ward: `Pênixilin`, `penicilin` and `Penicillin` fold
 * to one text, as do `cefotaxime` and `cefotaxim`, `azithromycin` and `azitromycin`. It is applied
 * to both sides of a comparison and never shown.
 */
export function foldDrugName(text: string): string {
  return foldText(text).split(' ').map(foldDrugWord).join(' ').trim();
}

function foldDrugWord(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/y/g, 'i')
    .replace(/c(?=[ei])/g, 'x')
    .replace(/(.)\1+/gu, '$1')
    .replace(/(?<=.{4})e$/, '');
}

/** Whether `text` has `part` in it as whole words; both are folded already. */
export function hasWords(text: string, part: string): boolean {
  return part !== '' && ` ${text} `.includes(` ${part} `);
}
