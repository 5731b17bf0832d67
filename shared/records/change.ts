import * as z from 'zod';
import { dotPattern } from '../merge/versionVector.ts';
import { defineKind } from './defineKind.ts';
import { recordIdPattern } from './ids.ts';

/**
 * What one save wrote (D6): the history. A change record is made in the same transaction as the
 * save, never edited, not held in memory and read by chart. Signed records have none: they never
 * change, so they are their own history.
 */
export const change = defineKind({
  kind: 'change',
  schemaVersion: 1,
  fields: {
    recordId: z.string().regex(recordIdPattern),
    /** The write; author, time and place are the header's. */
    dot: z.string().regex(dotPattern),
    /** Each merge unit that the save wrote, with its value; null is "no value". */
    units: z.record(z.string().min(1).max(100), z.json()),
    /** All writes that the record held with this save: of two changes that lack each other neither had the other. */
    seen: z.record(z.string(), z.int().positive()),
    /** For each unit that the save wrote, the writes whose values it took the place of. */
    replaced: z
      .record(z.string().min(1).max(100), z.array(z.string().regex(dotPattern)).min(1))
      .optional(),
  },
  units: 'immutable',
});
