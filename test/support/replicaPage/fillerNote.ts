import { makeDot } from '../../../shared/merge/versionVector.ts';
import type { Dot } from '../../../shared/merge/versionVector.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz      ';

/** A draft of random letters: it makes the store grow, and Snappy can't shrink it much. */
export function fillerNote(encounterId: string, bytes: number): FieldsOf<'noteDraft'> {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  let course = '';
  for (const byte of random) course += alphabet[byte % alphabet.length]!;
  return { encounterId, noteType: 'progress', course: course.trim() };
}

/** Dots of a random actor. */
export function openDots(): () => Dot {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const actor = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  let counter = 0;
  return () => makeDot(actor, (counter += 1));
}
