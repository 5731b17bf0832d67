import * as z from 'zod';

/** What a person is in the hospital. Rights follow from it; a person has one on a certificate. */
export const roleSchema = z.enum([
  'doctor',
  'nurse',
  'registrar',
  'pharmacist',
  'laboratory',
  'recordsOfficer',
  'administrator',
  'auditor',
  /** No person: a ward's emergency code, whose user says who they are. */
  'emergency',
]);
export type Role = z.infer<typeof roleSchema>;
