import { expect, test } from 'vitest';
import { pictureSize } from '../../../../renderer/features/photo/pictureSize.ts';
import { jpegOf, jpegParts, jpegSegment } from '../../../support/builders/photos.ts';

const png = (width: number, height: number) => {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};

test('a file says how large it would become before it is opened', () => {
  const parts = jpegParts(4032, 3024);
  const large = jpegSegment(0xe1, ...Array<number>(60_000).fill(7));
  expect(pictureSize(jpegOf(parts))).toEqual({ width: 4032, height: 3024 });
  expect(pictureSize(jpegOf({ ...parts, jfif: [...parts.jfif, ...large, 0xff] }))).toEqual({
    width: 4032,
    height: 3024,
  });
  expect(pictureSize(jpegOf({ ...parts, frame: parts.frame.with(1, 0xc2) }))).toEqual({
    width: 4032,
    height: 3024,
  });
  expect(pictureSize(png(65_535, 65_535))).toEqual({ width: 65_535, height: 65_535 });
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['a page', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['the beginning of a PNG', png(1, 1).slice(0, 20)],
  ['a JPEG without a frame', jpegOf({ ...jpegParts(), frame: [] })],
])('%s is no picture', (_name, bytes) => {
  expect(pictureSize(bytes)).toBeUndefined();
});
