import * as z from 'zod';
import { mostPhotoBytes, photoSize } from '../identity/photo/photoBytes.ts';
import { fromBase64 } from '../json/base64.ts';
import { defineKind } from './defineKind.ts';
import { line } from './fields.ts';
import { recordIds } from './header.ts';
import { signature } from './signatureField.ts';

/** Most photos that a new one names as taken before it. */
export const maxEarlierPhotos = 50;

/** A photo in base64: `photoSize` says what it may be. */
const jpeg = z
  .string()
  .max(Math.ceil(mostPhotoBytes / 3) * 4)
  .regex(/^\/9j\/[A-Za-z0-9+/]*={0,2}$/)
  .refine(isPhoto, 'notAPhoto');

function isPhoto(text: string): boolean {
  try {
    return photoSize(fromBase64(text)) !== undefined;
  } catch {
    return false;
  }
}

/**
 * A photo of the patient, or that one was a mistake. Neither is ever changed: a newer photo names
 * those that it takes the place of, and a wrong one is taken back with a reason (`standingPhotos`).
 */
export const patientPhoto = defineKind({
  kind: 'patientPhoto',
  schemaVersion: 1,
  fields: {
    event: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('taken'),
        jpeg,
        /** Photos that whoever took this one had before them: it is shown in their place. */
        after: recordIds(maxEarlierPhotos).optional(),
      }),
      z.strictObject({
        kind: z.literal('retracted'),
        photo: z.string().regex(/^[0-9a-f-]{36}:patientPhoto:[0-9a-f-]{36}$/),
        reason: line(300),
      }),
    ]),
    signature,
  },
  units: 'immutable',
});
