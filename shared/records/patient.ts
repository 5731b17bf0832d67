import * as z from 'zod';
import { defineKind } from './defineKind.ts';
import { instant, line, partialDate } from './fields.ts';

/** FHIR administrative-gender; the insurance XML's GIOI_TINH 1, 2, 3 are male, female, other. */
export const sexes = ['male', 'female', 'other', 'unknown'] as const;

/**
 * Where an identifier comes from: chip card, 9-digit card, insurance card, passport, or this hospital
 * for somebody without papers (`VD-<facility>-<day>-<record number>`, never twelve digits).
 */
export const identifierSystems = ['cccd', 'cmnd', 'bhyt', 'passport', 'temporary'] as const;

/** Whether an insurance card was looked up, and why not. */
export const coverageStates = ['unverified', 'verified', 'refused'] as const;

/** A person who is or was treated here (FHIR Patient). A name may be missing: unknown patient. */
export const patient = defineKind({
  kind: 'patient',
  schemaVersion: 5,
  // 2: what the insurance tables want, coverage and temporary codes. All of it may be absent.
  // 3: the commune's code, and a newborn's hour of birth. They may be absent too.
  // 4: of insurance the day from which five years count, the long code, and what the portal answered.
  // 5: a nationality may be a country's two letters.
  migrations: [(record) => record, (record) => record, (record) => record, (record) => record],
  fields: {
    /** The hospital's own number, given offline by the workstation: `<block>-<sequence>`. */
    recordNumber: z.string().regex(/^[0-9A-Z]{2,4}-[0-9]{4,8}$/),
    /** The whole name as written on the card, family name first; absent while unknown. */
    name: line(120).optional(),
    birthDate: partialDate.optional(),
    /** The birth date was computed from a stated or guessed age. */
    birthDateEstimated: z.boolean().optional(),
    /** Hour and minute: the insurance tables want them of whoever is 28 days old or less. */
    birthTime: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    sex: z.enum(sexes),
    /** By a random key: an identifier is ended, never taken away. */
    identifiers: z
      .record(
        z.string().max(36),
        z.strictObject({
          system: z.enum(identifierSystems),
          value: z.string().regex(/^[0-9A-Z](?:[0-9A-Z-]{3,38})[0-9A-Z]$/),
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
    /** Province since 2025 (two digits), and the commune as stated. */
    provinceCode: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
    commune: line(120).optional(),
    /** Its five digits, where it was in the list that the workstation had. */
    communeCode: z
      .string()
      .regex(/^\d{5}$/)
      .optional(),
    /** Work as stated, and its code where known (decision 34/2020, five digits). */
    occupation: line(100).optional(),
    occupationCode: z
      .string()
      .regex(/^\d{5}$/)
      .optional(),
    /** The statistics office's two digits (1979). */
    ethnicity: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
    /** 000 is Vietnam, two letters another country, other digits a code of circular 07/2016. */
    nationality: z
      .string()
      .regex(/^(?:\d{3}|[A-Z]{2})$/)
      .optional(),
    /** Who answers for a child, or for somebody who can't. */
    guardian: z.strictObject({ name: line(120), relationship: line(60).optional() }).optional(),
    /** Insurance cards that were shown, and what came of looking them up; by a random key. */
    coverage: z
      .record(
        z.string().max(36),
        z.strictObject({
          number: z.string().regex(/^(?:\d{10}|[A-Z]{2}[1-5]\d{12})$/),
          state: z.enum(coverageStates),
          /** What this rests on: the card's code was scanned, or its number was typed. */
          evidence: z.enum(['scannedCard', 'typedNumber', 'portal']),
          /** Why it isn't verified. */
          because: z.enum(['offline', 'portalFailed', 'notAsked']).optional(),
          at: instant,
          /** Facility of first registration. */
          facility: z
            .string()
            .regex(/^\d{5}$/)
            .optional(),
          validFrom: partialDate.optional(),
          validUntil: partialDate.optional(),
          /** Since when five years without a gap count (NAM_NAM_LIEN_TUC). */
          fiveYearsOn: partialDate.optional(),
          /** The fifteen characters that the insurance tables want, where the card has ten digits. */
          code: z
            .string()
            .regex(/^[A-Z]{2}[1-5]\d{12}$/)
            .optional(),
          /** What the portal answered (maKetQua, three digits), and when by the clerk's word. */
          reply: z.strictObject({ result: z.string().regex(/^\d{3}$/), at: instant }).optional(),
        }),
      )
      .optional(),
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
    birthTime: { kind: 'register', fields: ['birthTime'] },
    sex: { kind: 'register', fields: ['sex'] },
    identifiers: { kind: 'keyedMap', field: 'identifiers' },
    contacts: { kind: 'keyedMap', field: 'contacts' },
    address: { kind: 'register', fields: ['address'] },
    residence: { kind: 'register', fields: ['provinceCode', 'commune', 'communeCode'] },
    occupation: { kind: 'register', fields: ['occupation', 'occupationCode'] },
    ethnicity: { kind: 'register', fields: ['ethnicity'] },
    nationality: { kind: 'register', fields: ['nationality'] },
    guardian: { kind: 'register', fields: ['guardian'] },
    coverage: { kind: 'keyedMap', field: 'coverage' },
    allergyStatement: { kind: 'register', fields: ['allergyStatement'] },
    codeStatus: { kind: 'register', fields: ['codeStatus'] },
    isolation: { kind: 'register', fields: ['isolation'] },
    pregnancy: { kind: 'register', fields: ['pregnancy'] },
    fallRisk: { kind: 'register', fields: ['fallRisk'] },
  },
});
