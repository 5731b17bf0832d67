import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { line, uuid } from './fields.ts';
import { recordIds } from './header.ts';
import { signature } from './signatureField.ts';

/** Most records that a link or an unlink names. */
export const maxNamedRecords = 3000;

/**
 * What somebody said about two identities: that they are one person, that they no longer count as
 * one, that they are different people, that it is to be decided later, or whose an entry is. Nothing of either chart
 * is rewritten: who is whom follows from these events alone (`patientGroups.ts`).
 */
export const patientLink = defineKind({
  kind: 'patientLink',
  schemaVersion: 1,
  fields: {
    /** The other identity; the header's is the one. */
    other: uuid,
    event: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('link'),
        /** Records of both charts that the author had before them; others were written afterwards. */
        seen: recordIds(maxNamedRecords),
      }),
      z.strictObject({
        kind: z.literal('unlink'),
        /** What was written while both were one: somebody has to say whose it is. */
        toSort: recordIds(maxNamedRecords),
      }),
      z.strictObject({
        kind: z.literal('sorted'),
        /** Of what was written while both were one: these are the entries of `whose`. */
        records: recordIds(maxNamedRecords),
        /** One of the two. */
        whose: uuid,
      }),
      z.strictObject({ kind: z.literal('different') }),
      z.strictObject({ kind: z.literal('later') }),
    ]),
    reason: line(300).optional(),
    /** Events of the same two that the author had before them: these alone it overrules. */
    after: recordIds(200).optional(),
    signature,
  },
  units: 'immutable',
});
