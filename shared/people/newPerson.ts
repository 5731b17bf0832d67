import * as z from 'zod';
import { line, wardCode } from '../records/fields.ts';
import { roleSchema } from './role.ts';

/** What an administrator says of somebody new. */
export const newPersonSchema = z.strictObject({
  displayName: line(80),
  role: roleSchema,
  wards: z.array(wardCode).max(100),
  practiceNumber: line(40).optional(),
  /** Years from now; a certificate ends by itself. */
  years: z.int().min(1).max(20),
  /** Of a ward's emergency code, which is no person. */
  emergencyHours: z.int().min(1).max(72).optional(),
});
export type NewPerson = z.infer<typeof newPersonSchema>;

/** What becomes another with a new certificate; what is left out stays as it is. */
export const personChangeSchema = z.strictObject({
  role: roleSchema.exactOptional(),
  wards: newPersonSchema.shape.wards.exactOptional(),
  /** Null takes it away. */
  practiceNumber: line(40).nullable().exactOptional(),
  /** Years from now; the end stays where it was without. */
  years: newPersonSchema.shape.years.exactOptional(),
});
export type PersonChange = z.infer<typeof personChangeSchema>;
