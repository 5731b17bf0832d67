import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { directoryKey, instant, prose } from './fields.ts';
import { encounterId } from './header.ts';
import { signature } from './signatureField.ts';

/** Sections of a progress note (tờ điều trị): course, examination, assessment, plan, care. */
export const noteSections = ['course', 'examination', 'assessment', 'plan', 'care'] as const;
export type NoteSection = (typeof noteSections)[number];

const section = prose(20_000).optional();
const sections = {
  course: section,
  examination: section,
  assessment: section,
  plan: section,
  care: section,
};
const noteType = z.enum(['progress', 'admission', 'nursing']);

/** A note that is being written. It is shared from the first pause in typing on. */
export const noteDraft = defineKind({
  kind: 'noteDraft',
  schemaVersion: 1,
  fields: {
    encounterId,
    noteType,
    ...sections,
    /** The signed note that this draft became. */
    signedAs: z.string().max(120).optional(),
    /** Put aside by its author before it was signed; it stays readable. */
    discarded: z.boolean().optional(),
  },
  units: {
    encounterId: { kind: 'register', fields: ['encounterId'] },
    noteType: { kind: 'register', fields: ['noteType'] },
    course: { kind: 'register', fields: ['course'] },
    examination: { kind: 'register', fields: ['examination'] },
    assessment: { kind: 'register', fields: ['assessment'] },
    plan: { kind: 'register', fields: ['plan'] },
    care: { kind: 'register', fields: ['care'] },
    ending: { kind: 'register', fields: ['signedAs', 'discarded'] },
  },
});

/** A signed note: immutable. What follows is an addendum or a retraction, a record of its own. */
export const note = defineKind({
  kind: 'note',
  schemaVersion: 1,
  fields: {
    encounterId,
    draftId: z.string().max(120),
    noteType,
    ...sections,
    signedBy: directoryKey,
    signedAt: instant,
    signature,
  },
  units: 'immutable',
});
