/** Characters that a password needs: length is what guessing costs, so there are no other rules. */
export const shortestPassword = 10;

/** Why a password can't be chosen. `tooSimple`: one character again and again, or the own name. */
export type PasswordWeakness = 'tooShort' | 'tooSimple' | 'unchanged';

/** What keeps somebody from choosing this password instead of the one they have. */
export function passwordWeakness(
  wanted: string,
  { current, names }: { readonly current: string; readonly names: readonly string[] },
): PasswordWeakness | undefined {
  const characters = [...wanted.normalize('NFC')];
  if (characters.length < shortestPassword) return 'tooShort';
  if (new Set(characters).size < 4 || names.some((name) => fold(name) === fold(wanted))) {
    return 'tooSimple';
  }
  return wanted.normalize('NFC') === current.normalize('NFC') ? 'unchanged' : undefined;
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
