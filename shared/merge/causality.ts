import * as z from 'zod';
import { credentialSchema } from '../records/credential.ts';
import { directoryKey, instant } from '../records/fields.ts';
import { actorPattern, dotPattern } from './versionVector.ts';

/** Most actors that one record's vector may list; a record beyond it is quarantined, never joined. */
export const maxActors = 500;

const dot = z.string().regex(dotPattern);

/** Who wrote, when by their own clock, and on which workstation: what a header says of a birth. */
export const writeSchema = z.strictObject({
  by: directoryKey,
  at: instant,
  on: directoryKey,
  credential: credentialSchema.optional(),
});
export type Write = z.infer<typeof writeSchema>;

/**
 * The causality that every record carries.
 * - `born`: the write that made the record; it is the dot of every unit that `dots` doesn't list.
 * - `vector`: all writes that this version has seen.
 * - `dots`: for each merge unit written since, the live dots: one, or several in a disagreement.
 * - `siblings`: for each unit in disagreement, every live dot with its value; null is "no value".
 * - `writes`: author, time and place of each live dot, `born` excepted (the record's own header has it).
 * - `births`: the births that no change record tells yet, where that isn't plain from the rest: a
 *   record made twice (a leaf without causality beside ours) joins into one that has two of them.
 */
export const causalitySchema = z.strictObject({
  born: dot,
  vector: z
    .record(z.string().regex(actorPattern), z.int().positive().max(999_999_999_999_999))
    .refine((vector) => Object.keys(vector).length <= maxActors, 'tooManyActors'),
  dots: z.record(z.string().min(1).max(100), z.array(dot).min(1)).optional(),
  siblings: z
    .record(z.string().min(1).max(100), z.array(z.strictObject({ dot, value: z.json() })).min(2))
    .optional(),
  writes: z.record(dot, writeSchema).optional(),
  births: z.array(dot).min(1).optional(),
});
export type Causality = z.infer<typeof causalitySchema>;
