import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { line, partialDate } from './fields.ts';

/** FHIR administrative-gender; the insurance XML's GIOI_TINH 1, 2, 3 are male, female, other. */
export const sexes = ['male', 'female', 'other', 'unknown'] as const;

/** Where an identifier comes from: chip card, 9-digit card, insurance card, passport. */
export const identifierSystems = ['cccd', 'cmnd', 'bhyt', 'passport'] as const;

/** A person who is or was treated here (FHIR Patient). A name may be missing: unknown patient. */
export const patient = defineKind({
  kind: 'patient',
  schemaVersion: 1,
  fields: {
    /** The hospital's own number, given offline by the workstation: `<block>-<sequence>`. */
    recordNumber: z.string().regex(/^[0-9A-Z]{2,4}-[0-9]{4,8}$/),
    /** The whole name as written on the card, family name first; absent while unknown. */
    name: line(120).optional(),
    birthDate: partialDate.optional(),
    /** The birth date was computed from a stated or guessed age. */
    birthDateEstimated: z.boolean().optional(),
    sex: z.enum(sexes),
    /** By a random key: an identifier is ended, never taken away. */
    identifiers: z
      .record(
        z.string().max(36),
        z.strictObject({
          system: z.enum(identifierSystems),
          value: z.string().regex(/^[0-9A-Z]{5,20}$/),
          issuedOn: partialDate.optional(),
          endedOn: partialDate.optional(),
        }),
      )
      .optional(),
    /** Telephone numbers of the patient and of those to call. */
    contacts: z
      .record(
        z.string().max(36),
        z.strictObject({
          phone: z.string().regex(/^\+?[0-9]{8,15}$/),
          name: line(120).optional(),
          relationship: line(60).optional(),
        }),
      )
      .optional(),
    /** Residence as stated or as the card has it. */
    address: line(240).optional(),
    /** What is known when no allergy is recorded. "Not asked" and "none known" differ. */
    allergyStatement: z.enum(['notAsked', 'noneKnown']),
    /** What to do when the heart stops; absent means everything, as `full` does. */
    codeStatus: z.enum(['full', 'dnr']).optional(),
    /** Alerts: what whoever comes near the patient has to know. Absent means not assessed. */
    isolation: z.enum(['none', 'contact', 'droplet', 'airborne']).optional(),
    pregnancy: z.enum(['no', 'possible', 'yes']).optional(),
    fallRisk: z.enum(['low', 'high']).optional(),
  },
  units: {
    recordNumber: { kind: 'register', fields: ['recordNumber'] },
    name: { kind: 'register', fields: ['name'] },
    birthDate: { kind: 'register', fields: ['birthDate', 'birthDateEstimated'] },
    sex: { kind: 'register', fields: ['sex'] },
    identifiers: { kind: 'keyedMap', field: 'identifiers' },
    contacts: { kind: 'keyedMap', field: 'contacts' },
    address: { kind: 'register', fields: ['address'] },
    allergyStatement: { kind: 'register', fields: ['allergyStatement'] },
    codeStatus: { kind: 'register', fields: ['codeStatus'] },
    isolation: { kind: 'register', fields: ['isolation'] },
    pregnancy: { kind: 'register', fields: ['pregnancy'] },
    fallRisk: { kind: 'register', fields: ['fallRisk'] },
  },
});
