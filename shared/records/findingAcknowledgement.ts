import * as z from 'zod';
import { dotPattern } from '../merge/versionVector.ts';
import { defineKind } from './defineKind.ts';
import { directoryKey, line } from './fields.ts';
import { recordIds } from './header.ts';
import { signature } from './signatureField.ts';

/**
 * A finding that somebody has seen and answers for. It covers the evidence that it names and no
 * more: what arrives later opens the finding again.
 */
export const findingAcknowledgement = defineKind({
  kind: 'findingAcknowledgement',
  schemaVersion: 1,
  fields: {
    findingId: z.string().regex(/^[A-Za-z]{1,60}:[0-9a-f]{16}$/),
    /** The rule's code; a newer version may know more rules than this one. */
    rule: z.string().regex(/^[A-Za-z]{1,60}$/),
    recordIds: recordIds(500).min(1),
    /** Writes in editable records that the finding rested on. */
    seenDots: z.array(z.string().regex(dotPattern)).max(500).optional(),
    reason: line(300),
    /** Who allowed it, where the person who acknowledges may not decide alone. */
    authoriser: directoryKey.optional(),
    signature,
  },
  units: 'immutable',
});
