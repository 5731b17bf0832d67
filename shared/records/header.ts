import * as z from 'zod';
import { causalitySchema } from '../merge/causality.ts';
import { credentialSchema } from './credential.ts';
import { directoryKey, instant, uuid } from './fields.ts';
import { recordIdPattern } from './ids.ts';

/**
 * What every record carries beside its own fields. None of it changes after birth, except
 * `causality`. `salt` is 128 random bits from birth: revisions are cleartext in the revision tree,
 * and an unsalted hash would confirm guesses about the content (D3).
 */
export const headerShape = {
  id: z.string().regex(recordIdPattern),
  patientId: uuid,
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  /** Local time and offset of the workstation on which the record was made. */
  recordedAt: instant,
  /** The person, by their key in the facility's directory. */
  recordedBy: directoryKey,
  /** The workstation, by its key in the facility's directory. */
  recordedOn: directoryKey,
  /** What was wanting in who wrote; left out where nothing was. */
  credential: credentialSchema.optional(),
  causality: causalitySchema,
};

export const headerFields = [...Object.keys(headerShape), 'kind', 'schemaVersion'];

/** What a record links to in the visit that it belongs to. */
export const encounterId = z.string().regex(/^[0-9a-f-]{36}:encounter:[0-9a-f-]{36}$/);

/** Ids of records, as an event names what its author had before them. */
export function recordIds(maxLength: number) {
  return z.array(z.string().regex(recordIdPattern)).max(maxLength);
}
