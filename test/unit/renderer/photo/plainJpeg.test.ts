import { expect, test } from 'vitest';
import { plainJpeg } from '../../../../renderer/features/photo/plainJpeg.ts';
import { photoSize } from '../../../../shared/identity/photo/photoBytes.ts';
import { jpegOf, jpegParts, jpegSegment } from '../../../support/builders/photos.ts';

const parts = jpegParts(240, 320);

test('a canvas’s colour profile, Exif and comments go, and nothing else', () => {
  const profile = jpegSegment(0xe2, ...Buffer.from('ICC_PROFILE, sRGB'));
  const exif = jpegSegment(0xe1, ...Buffer.from('Exif\0\0'));
  const said = jpegSegment(0xfe, ...Buffer.from('made by'));
  const full = jpegOf({ ...parts, jfif: [...parts.jfif, ...exif, ...profile, ...said] });
  expect(photoSize(full)).toBeUndefined();
  expect(plainJpeg(full)).toEqual(jpegOf(parts));
  expect(plainJpeg(jpegOf(parts))).toEqual(jpegOf(parts));
});

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['half a segment', jpegOf(parts).slice(0, 30)],
  ['no JPEG', new TextEncoder().encode('<svg/>')],
])('of %s it makes no photo, and ends', (_name, bytes) => {
  expect(photoSize(plainJpeg(bytes))).toBeUndefined();
});
