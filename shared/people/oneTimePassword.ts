/** Crockford's letters and digits: none that is taken for another when it is read aloud or typed. */
export const plainLetters = '0123456789abcdefghjkmnpqrstvwxyz';

/** So many random plain letters; five bits each. */
export function randomLetters(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => plainLetters[byte % 32]).join('');
}

/** A password that somebody else gives, good for choosing an own one: 60 random bits in three groups. */
export function newOneTimePassword(): string {
  return randomLetters(12).replace(/(.{4})(?=.)/g, '$1-');
}
