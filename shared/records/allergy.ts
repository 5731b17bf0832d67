import * as z from 'zod';
import { dotPattern } from '../merge/versionVector.ts';
import { defineKind } from './defineKind.ts';
import { line } from './fields.ts';

/** An allergy or intolerance (FHIR AllergyIntolerance). It is refuted, never deleted. */
export const allergy = defineKind({
  kind: 'allergy',
  schemaVersion: 1,
  fields: {
    /** The substance or class in words; `substanceCode` where the catalogue has it. */
    substance: line(120),
    substanceCode: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .optional(),
    reaction: line(200).optional(),
    severity: z.enum(['mild', 'moderate', 'severe']).optional(),
    certainty: z.enum(['confirmed', 'suspected']),
    /** Year of the reaction as told. */
    year: z
      .string()
      .regex(/^(19|20)\d{2}$/)
      .optional(),
    status: z.enum(['active', 'refuted']),
    /** Why it was refuted; it stays readable beside what it refutes. */
    refutedBecause: line(300).optional(),
    /** Writes of the other units that whoever refuted it had before them: it ends those alone. */
    refutedSeen: z.array(z.string().regex(dotPattern)).max(100).optional(),
  },
  units: {
    substance: { kind: 'register', fields: ['substance', 'substanceCode'] },
    reaction: { kind: 'register', fields: ['reaction', 'year'] },
    severity: { kind: 'register', fields: ['severity'] },
    certainty: { kind: 'register', fields: ['certainty'] },
    status: { kind: 'register', fields: ['status', 'refutedBecause', 'refutedSeen'] },
  },
});
