import * as z from 'zod';
import { roleSchema } from '../people/role.ts';
import { directoryKey, line, wardCode } from '../records/fields.ts';

/** What a workstation knows of its hospital: wards and beds, people, workstations, the server. */

const bed = z.strictObject({ room: line(20), name: line(20) });

export const wardSchema = z.strictObject({
  code: wardCode,
  name: line(80),
  rooms: z.array(z.strictObject({ name: line(20), note: line(40).optional() })),
  beds: z.array(bed),
});
export type Ward = z.infer<typeof wardSchema>;

export const personSchema = z.strictObject({
  key: directoryKey,
  /** As shown beside what they write: title and name ("BS. Lê Minh Khôi"). */
  displayName: line(80),
  role: roleSchema,
  /** Wards that the person works in; left out for those who work in all. */
  wards: z.array(wardCode).optional(),
  /** No longer let in; the name still stands beside what they wrote. */
  left: z.literal(true).optional(),
  /** A ward's emergency code: whoever uses it says who they are. */
  emergency: z.literal(true).optional(),
});
export type Person = z.infer<typeof personSchema>;

export const workstationSchema = z.strictObject({
  key: directoryKey,
  name: line(80),
  ward: wardCode,
  /** First part of the record numbers that this workstation gives; no other workstation has it. */
  recordNumberBlock: z.string().regex(/^[0-9A-Z]{2,4}$/),
});
export type Workstation = z.infer<typeof workstationSchema>;

export const facilitySchema = z.strictObject({
  /** Facility code of the insurance system, 5 digits. */
  code: z.string().regex(/^\d{5}$/),
  name: line(120),
  wards: z.array(wardSchema).min(1),
  /** Those who are known by configuration alone; certificates name everybody else. */
  people: z.array(personSchema),
  workstations: z.array(workstationSchema).min(1),
});
export type Facility = z.infer<typeof facilitySchema>;

export const centralSchema = z.strictObject({
  /** Origin of the central server as this workstation reaches it, without a path. */
  url: z.url({ protocol: /^https?$/ }),
  database: z.string().regex(/^[a-z][a-z0-9_-]{0,100}$/),
});
