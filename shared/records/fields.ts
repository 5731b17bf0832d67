import * as z from 'zod';
import { directionControls } from './directionControls.ts';

/**
 * Building blocks of the record schemas. Text is kept in NFC, trimmed, without control characters
 * and without those that turn the direction of writing: with one, a name turned round what the
 * screen says beside it.
 */

const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function wellFormed(text: string): boolean {
  return (
    text.isWellFormed() && !controlCharacters.test(text) && text.search(directionControls) === -1
  );
}

/** One line of text: NFC, no line break, no control character, no lone surrogate. */
export function line(maxLength: number) {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => wellFormed(text) && !/[\r\n]/.test(text), 'malformedText')
    .refine((text) => text.normalize('NFC') === text, 'notNfc');
}

/** Running text: as `line`, with line breaks; may be empty. */
export function prose(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .refine(wellFormed, 'malformedText')
    .refine((text) => text.normalize('NFC') === text, 'notNfc');
}

/** FHIR partial date: year, year and month, or day (`1940`, `1940-05`, `1940-05-09`); it exists in the calendar. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .refine(existsInCalendar, 'noSuchDate');

/** ISO 8601 instant with milliseconds and the offset of the clock that stamped it (`2026-11-23T14:05:00.000+07:00`). */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{2}:\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'noSuchInstant');

/** A decimal number as written, without unit (`0.5`, `40`): binary floats never touch a dose. */
export const decimal = z.string().regex(/^(0|[1-9]\d{0,6})(\.\d{1,4})?$/);

export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);

/** Key of a person or a workstation in the facility's directory. */
export const directoryKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** Code of a ward in the facility's configuration. */
export const wardCode = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/);

function existsInCalendar(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number);
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (day === undefined) return true;
  const date = new Date(Date.UTC(year!, month! - 1, day));
  return date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
}
