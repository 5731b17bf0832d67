import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { directoryKey, instant, line, prose } from './fields.ts';
import { encounterId } from './header.ts';
import { signature } from './signatureField.ts';

/** Text added to a signed note, itself signed: immutable. */
export const addendum = defineKind({
  kind: 'addendum',
  schemaVersion: 1,
  fields: {
    encounterId,
    noteId: z.string().regex(/^[0-9a-f-]{36}:note:[0-9a-f-]{36}$/),
    text: prose(20_000).min(1),
    signedBy: directoryKey,
    signedAt: instant,
    signature,
  },
  units: 'immutable',
});

/** A signed note or addendum taken back by its author. Its target stays readable, struck through. */
export const retraction = defineKind({
  kind: 'retraction',
  schemaVersion: 1,
  fields: {
    encounterId,
    targetId: z.string().regex(/^[0-9a-f-]{36}:(note|addendum):[0-9a-f-]{36}$/),
    reason: line(300),
    signature,
  },
  units: 'immutable',
});
