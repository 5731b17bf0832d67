import * as z from 'zod';
import { dotPattern } from '../merge/versionVector.ts';
import { defineKind } from './defineKind.ts';
import { decimal, directoryKey, instant, line, prose } from './fields.ts';
import { encounterId, recordIds } from './header.ts';
import { signature } from './signatureField.ts';

/** Units in which a dose is ordered. "microgam" and "đơn vị" are written out on screen (ISMP). */
export const doseUnits = [
  'mg',
  'g',
  'microgram',
  'mL',
  'unit',
  'mmol',
  'tablet',
  'capsule',
  'sachet',
  'ampoule',
  'puff',
  'drop',
] as const;
export const routes = [
  'oral',
  'intravenous',
  'intravenousInfusion',
  'intramuscular',
  'subcutaneous',
  'inhaled',
  'rectal',
  'topical',
  'sublingual',
] as const;

/** How often: so many times a day, every so many hours, once, or at named times of day. */
export const timing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('timesPerDay'), times: z.int().min(1).max(12) }),
  z.strictObject({ kind: z.literal('everyHours'), hours: z.int().min(1).max(72) }),
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({
    kind: z.literal('timesOfDay'),
    at: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
      .min(1)
      .max(12),
  }),
]);

/** A dose as one thing: one person's amount never meets another person's unit. */
export const dosage = z.strictObject({
  amount: decimal,
  unit: z.enum(doseUnits),
  route: z.enum(routes),
  timing,
  /** Only when needed, for this. */
  asNeededFor: line(120).optional(),
  durationDays: z.int().min(1).max(90).optional(),
});

/** What is ordered, by its code in the catalogue and in the words that were signed. */
const orderedItem = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{1,60}$/),
  display: line(160),
  /** Dosage form of a drug in words. */
  form: line(60).optional(),
});

/** An order that was given against a recorded allergy, and why. */
const allergyOverride = z.strictObject({
  allergyIds: z.array(z.string().max(120)).min(1),
  reason: line(300),
  /** The writes in these allergies that the prescriber had before them: a later one is a new danger. */
  seenDots: z.array(z.string().regex(dotPattern)).max(500).optional(),
});

/** A signed order (FHIR MedicationRequest, ServiceRequest): immutable. */
export const order = defineKind({
  kind: 'order',
  schemaVersion: 1,
  fields: {
    encounterId,
    category: z.enum(['medication', 'laboratory']),
    item: orderedItem,
    dosage: dosage.optional(),
    /** Laboratory: routine or at once. */
    priority: z.enum(['routine', 'urgent']).optional(),
    instruction: prose(1000).optional(),
    allergyOverride: allergyOverride.optional(),
    /** The order that this one takes the place of: one record, so neither half can be lost. */
    replaces: z
      .string()
      .regex(/^[0-9a-f-]{36}:order:[0-9a-f-]{36}$/)
      .optional(),
    /** Events of the replaced order that the prescriber had before them. */
    after: recordIds(100).optional(),
    signedBy: directoryKey,
    signedAt: instant,
    signature,
  },
  units: 'immutable',
});

/** What happened to an order after signing. Stop and entered-in-error absorb the others. */
export const orderEvent = defineKind({
  kind: 'orderEvent',
  schemaVersion: 1,
  fields: {
    encounterId,
    orderId: z.string().max(120),
    event: z.enum(['stop', 'hold', 'resume', 'enteredInError']),
    reason: line(300),
    /**
     * What the author had before them: events of the same order, orders that replace it, and stops
     * of the order that it replaces. A resume ends the holds and answers the stops that it names.
     */
    after: z.array(z.string().max(120)).max(100).optional(),
    signature,
  },
  units: 'immutable',
});
