/**
 * FNV-1a over UTF-16 code units, 64 bits in 16 hex digits: a name that follows from a text, the same
 * on every machine and without waiting. It protects nothing.
 */
export function fnv1aHex(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
