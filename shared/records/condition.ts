import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { line } from './fields.ts';
import { encounterId } from './header.ts';

/** A diagnosis or problem (FHIR Condition). Text, code and status are one unit: they say one thing. */
export const condition = defineKind({
  kind: 'condition',
  schemaVersion: 1,
  fields: {
    encounterId,
    rank: z.enum(['main', 'comorbidity']),
    text: line(200),
    /** ICD-10 code with the dot (circular 06/2026/TT-BYT). */
    code: z
      .string()
      .regex(/^[A-Z][0-9]{2}(\.[0-9A-Z]{1,4})?[†*]?$/)
      .optional(),
    clinicalStatus: z.enum(['active', 'resolved']),
  },
  units: {
    encounterId: { kind: 'register', fields: ['encounterId'] },
    diagnosis: { kind: 'register', fields: ['rank', 'text', 'code', 'clinicalStatus'] },
  },
});
