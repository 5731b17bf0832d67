import type { Kind } from '../records/kinds.ts';
import { chartAccess } from './chartAccess.ts';
import { may } from './rights.ts';
import type { Role } from './role.ts';

/**
 * Whether somebody reads records of this kind of a patient who lies in these wards, on whichever
 * screen: by the table of rights, and in a chart that is closed to them no more than whoever keeps
 * the desk reads: who the patient is, where they lie, their allergies.
 * @param patientWards as for `chartAccess`
 */
export function mayRead(
  person: { readonly role: Role; readonly wards?: readonly string[] | undefined },
  kind: Kind,
  patientWards: readonly string[],
): boolean {
  if (!may(person.role, 'read', kind)) return false;
  return may('registrar', 'read', kind) || chartAccess(person, patientWards).kind === 'open';
}
