import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { directoryKey, instant, line, wardCode } from './fields.ts';

/** A visit or a stay (FHIR Encounter): what notes and orders hang on. */
export const encounter = defineKind({
  kind: 'encounter',
  schemaVersion: 1,
  fields: {
    class: z.enum(['inpatient', 'outpatient', 'emergency']),
    startedAt: instant,
    /** Why the patient came, in their words or the nurse's. */
    reason: line(300).optional(),
    ward: wardCode,
    room: line(20).optional(),
    bed: line(20).optional(),
    responsiblePractitioner: directoryKey.optional(),
  },
  units: {
    class: { kind: 'register', fields: ['class'] },
    startedAt: { kind: 'register', fields: ['startedAt'] },
    reason: { kind: 'register', fields: ['reason'] },
    location: { kind: 'register', fields: ['ward', 'room', 'bed'] },
    responsiblePractitioner: { kind: 'register', fields: ['responsiblePractitioner'] },
  },
});
