/**
 * A word typed in Telex with the input method off, folded: `nguyeenx` becomes `nguyen`, `ddawngj`
 * becomes `dang`. Words that aren't Telex may lose a letter, so it is tried after the plain search.
 */
export function foldTelex(word: string): string {
  const vowel = /[aeiouyw]/;
  const first = word.search(vowel);
  if (first < 0) return word.replace(/dd/g, 'd');
  const onset = word.slice(0, first).replace(/dd/g, 'd');
  const rest = word
    .slice(first)
    .replace(/[sfrxjz](?=[a-z]{0,4}$)/g, '')
    .replace(/([aeo])\1/g, '$1')
    .replace(/([aou])w/g, '$1')
    .replace(/w/g, 'u');
  return onset + rest;
}
