import { roleSchema } from '../../../shared/people/role.ts';
import type { Role } from '../../../shared/people/role.ts';

/** Roles that an administrator gives. Administrators and emergency codes are the root key's to make. */
export const givenRoles = roleSchema.options.filter((role) => !isRootKeys(role));

/** Years for which a certificate is made. */
export const yearChoices = [1, 2, 3, 5] as const;

export function isRootKeys(role: Role): boolean {
  return role === 'administrator' || role === 'emergency';
}
