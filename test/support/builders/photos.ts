import { toBase64 } from '../../../shared/json/base64.ts';

const marker = (name: number, ...body: number[]): number[] => [
  0xff,
  name,
  ((body.length + 2) >> 8) & 0xff,
  (body.length + 2) & 0xff,
  ...body,
];

const oneCode = [1, ...Array<number>(15).fill(0), 0];

/** The segments of a grey baseline JPEG, by name, for tests to leave out, repeat or spoil. */
export function jpegParts(width = 8, height = 8) {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  // Two zero bits a block: no difference to the block before, and its end.
  const bits = [...'0'.repeat(2 * blocks)].join('').padEnd(Math.ceil((2 * blocks) / 8) * 8, '1');
  const data = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return {
    start: [0xff, 0xd8],
    jfif: marker(0xe0, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
    quantisation: marker(0xdb, 0, ...Array<number>(64).fill(1)),
    frame: marker(0xc0, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0),
    codes: [...marker(0xc4, 0, ...oneCode), ...marker(0xc4, 0x10, ...oneCode)],
    scan: [...marker(0xda, 1, 1, 0, 0, 0x3f, 0), ...data],
    end: [0xff, 0xd9],
  };
}

/** A JPEG of these parts, one after the other. */
export function jpegOf(parts: Readonly<Record<string, readonly number[]>>): Uint8Array {
  return Uint8Array.from(Object.values(parts).flat());
}

/** A photo as a record holds it: a grey square of eight pixels. */
export const someJpeg = toBase64(jpegOf(jpegParts()));
export { marker as jpegSegment };
