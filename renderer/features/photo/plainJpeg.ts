const endOfImage = 0xd9;
const startOfScan = 0xda;
const jfifHeader = 0xe0;
const comment = 0xfe;

/**
 * A JPEG without what isn't needed to draw it: application segments but JFIF's own, and comments. A
 * canvas writes its colour profile into each picture (sRGB, which is meant where none stands).
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker === startOfScan || marker === endOfImage) break;
    const next = at + 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
    const isExtra = (marker > jfifHeader && marker <= 0xef) || marker === comment;
    if (!isExtra) kept.push(bytes.subarray(at, next));
    at = next;
  }
  kept.push(bytes.subarray(at));
  const plain = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of kept) {
    plain.set(part, to);
    to += part.length;
  }
  return plain;
}
