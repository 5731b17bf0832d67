import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { instant, line } from './fields.ts';
import { encounterId, recordIds } from './header.ts';
import { signature } from './signatureField.ts';

/** How a visit or stay ended. */
export const dispositions = ['discharged', 'referred', 'absconded', 'died', 'other'] as const;

/**
 * What happened to an encounter: it was closed, opened again, or should never have been made. An
 * encounter is never edited to closed, so nobody's closing overwrites anybody's work.
 */
export const encounterEvent = defineKind({
  kind: 'encounterEvent',
  schemaVersion: 1,
  fields: {
    encounterId,
    event: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('close'), disposition: z.enum(dispositions), at: instant }),
      z.strictObject({ kind: z.literal('reopen') }),
      z.strictObject({ kind: z.literal('enteredInError') }),
    ]),
    reason: line(300).optional(),
    /** Events of the same encounter that the author had before them: these alone it overrules. */
    after: recordIds(100).optional(),
    /** The encounter's records that the author had before them; any other came after the closing. */
    seen: recordIds(2000).optional(),
    signature,
  },
  units: 'immutable',
});
