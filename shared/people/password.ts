import { isCommonPassword } from './commonPasswords.ts';

/** Characters that a password needs: length is what guessing costs, unless it is guessed as a whole. */
export const shortestPassword = 10;

/**
 * Where the device secret lies beside the key files as it is, a password is all that keeps a copy of
 * the profile shut: a sentence is asked for.
 */
export const shortestPassphrase = 16;

/** What protects the device secret: the operating system's keychain, or nothing but its place. */
export type DeviceProtection = 'keychain' | 'file';

/** Characters that a new password needs on a workstation; a demonstration tells of no protection. */
export function shortestPasswordOn(protection: DeviceProtection | undefined): number {
  return protection === 'file' ? shortestPassphrase : shortestPassword;
}

/**
 * Why a password can't be chosen. `tooSimple`: one character again and again, or the own name;
 * `common`: made of what is tried first.
 */
export type PasswordWeakness = 'tooShort' | 'tooSimple' | 'common' | 'unchanged';

/** What keeps somebody from choosing this password instead of the one they have. */
export function passwordWeakness(
  wanted: string,
  {
    current,
    names,
    shortest = shortestPassword,
  }: { readonly current: string; readonly names: readonly string[]; readonly shortest?: number },
): PasswordWeakness | undefined {
  const characters = [...wanted.normalize('NFC')];
  if (characters.length < shortest) return 'tooShort';
  if (new Set(characters).size < 4 || names.some((name) => fold(name) === fold(wanted))) {
    return 'tooSimple';
  }
  if (isCommonPassword(wanted, names)) return 'common';
  return wanted.normalize('NFC') === current.normalize('NFC') ? 'unchanged' : undefined;
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
