import { may } from './rights.ts';
import type { Role } from './role.ts';

/** Why somebody chooses to read beyond their rights: codes, so that the trail holds no text. */
export const glassReasons = [
  'emergency',
  'consulted',
  'covering',
  'comingHere',
  'treatedBefore',
] as const;
export type GlassReason = (typeof glassReasons)[number];

/** How long a chart stays open after the glass was broken. */
export const glassHours = 4;

/**
 * What somebody reads of a chart. `closed` shows who the patient is, their allergies and where they
 * lie, and keeps notes, orders and results; in an emergency the person opens it themselves, for some
 * hours, and the trail says so.
 */
export type ChartAccess =
  { readonly kind: 'open' } | { readonly kind: 'closed'; readonly because: 'role' | 'ward' };

/**
 * By the table of rights, and by the wards on the certificate where it names some. A patient without
 * a visit lies in no ward: whoever meets them first opens the chart.
 * @param patientWards wards of the visits that are open, else of the latest one
 */
export function chartAccess(
  { role, wards }: { readonly role: Role; readonly wards?: readonly string[] | undefined },
  patientWards: readonly string[],
): ChartAccess {
  if (!may(role, 'read', 'note')) return { kind: 'closed', because: 'role' };
  const everywhere = wards === undefined || wards.length === 0 || patientWards.length === 0;
  if (everywhere || patientWards.some((ward) => wards.includes(ward))) return { kind: 'open' };
  return { kind: 'closed', because: 'ward' };
}
