import { describe, expect, test } from 'vitest';
import {
  longestPhotoEdge,
  mostPhotoBytes,
  photoSize,
} from '../../../../../shared/identity/photo/photoBytes.ts';
import { toBase64 } from '../../../../../shared/json/base64.ts';
import { classifyLeaf } from '../../../../../shared/records/classifyLeaf.ts';
import { newPatientId } from '../../../../../shared/records/ids.ts';
import { jpegOf, jpegParts, jpegSegment, someJpeg } from '../../../../support/builders/photos.ts';
import { aRecord } from '../../../../support/builders/records.ts';

const parts = jpegParts(240, 320);
const text = (said: string) => [...new TextEncoder().encode(said)];
const with_ = (changed: Partial<Record<keyof typeof parts, readonly number[]>>) =>
  jpegOf({ ...parts, ...changed });

test('a plain JPEG tells its size', () => {
  expect(photoSize(jpegOf(parts))).toEqual({ width: 240, height: 320 });
});

describe('what isn’t a photo as it is kept', () => {
  const exif = jpegSegment(0xe1, ...text('Exif\0\0 10.7626, 106.6602'));
  const frame = (marker: number) => parts.frame.with(1, marker);
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['where a picture was taken (Exif)', with_({ jfif: [...parts.jfif, ...exif] })],
    ['a comment', with_({ jfif: [...parts.jfif, ...jpegSegment(0xfe, ...text('hello'))] })],
    ['a colour profile', with_({ jfif: [...parts.jfif, ...jpegSegment(0xe2, 1, 2, 3)] })],
    ['a thumbnail', with_({ jfif: [...parts.jfif.slice(0, -2), 1, 1] })],
    ['bytes after the end', with_({ end: [...parts.end, ...text('more')] })],
    [
      'bytes of another program in the scan',
      with_({ end: [0xff, 0xe1, 0, 4, 1, 2, ...parts.end] }),
    ],
    ['a second picture', jpegOf({ ...parts, again: jpegOf(parts) as never })],
    ['a picture that is drawn in several passes', with_({ frame: frame(0xc2) })],
    ['two frames', with_({ frame: [...parts.frame, ...parts.frame] })],
    ['no frame', with_({ frame: [] })],
    ['no scan', with_({ scan: [], end: [] })],
    ['half a picture', jpegOf(parts).slice(0, -20)],
    ['a segment that is longer than the rest', with_({ codes: [0xff, 0xc4, 0xff, 0xff] })],
    ['no width', jpegOf(jpegParts(0, 320))],
    ['too many pixels', jpegOf(jpegParts(longestPhotoEdge + 8, 8))],
    [
      'too many bytes',
      with_({ scan: [...parts.scan, ...Array<number>(mostPhotoBytes).fill(0x11)] }),
    ],
  ])('%s', (_name, bytes) => {
    expect(photoSize(bytes)).toBeUndefined();
  });
});

test('a record whose photo carries anything else is set aside by every reader, and names no value', () => {
  const patientId = newPatientId();
  const good = aRecord('patientPhoto', patientId, { event: { kind: 'taken', jpeg: someJpeg } });
  expect(classifyLeaf(good.id, good as never).kind).toBe('valid');
  const tracked = toBase64(with_({ jfif: [...parts.jfif, ...jpegSegment(0xe1, ...text('Exif'))] }));
  for (const jpeg of [tracked, 'data:image/jpeg;base64,/9j/', '/9j/%%%%', '']) {
    const leaf = classifyLeaf(good.id, { ...good, event: { kind: 'taken', jpeg } } as never);
    expect(leaf).toMatchObject({
      kind: 'quarantined',
      quarantine: { reason: 'badSchema', path: 'event.jpeg' },
    });
  }
});
