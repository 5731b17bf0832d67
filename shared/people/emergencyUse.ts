import * as z from 'zod';
import { emergencyReasons } from '../records/credential.ts';
import { directoryKey, instant, line, uuid } from '../records/fields.ts';
import { signature } from './certificate.ts';

/**
 * That a ward's emergency code was used: by whom as they said, on which workstation, until when. The
 * code's own key signs it, so nobody without the code can use up an envelope.
 */
export const emergencyUseSchema = z.strictObject({
  format: z.literal('bedside-emergency-use'),
  version: z.literal(1),
  certificate: uuid,
  workstation: directoryKey,
  name: line(80),
  reason: z.enum(emergencyReasons),
  openedAt: instant,
  /** The first use sets it; whoever else comes with the same code gets no longer. */
  until: instant,
  signature,
});
export type EmergencyUse = z.infer<typeof emergencyUseSchema>;

/**
 * What a code still opens on a workstation: everything once (`unused`), the workstation on which it
 * was first used until its time is over, and nothing else ever. `nowMs` is a time that only grows.
 */
export type CodeStanding =
  | { readonly kind: 'unused' }
  | { readonly kind: 'open'; readonly until: string }
  | { readonly kind: 'used' };

export function codeStanding(
  uses: readonly EmergencyUse[],
  workstation: string,
  nowMs: number,
): CodeStanding {
  if (uses.length === 0) return { kind: 'unused' };
  const ends = uses
    .filter((use) => use.workstation === workstation)
    .map(({ until }) => until)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  const until = ends[0];
  // Two workstations that used one code apart from each other: nobody is sent from a patient by that.
  return until !== undefined && nowMs < Date.parse(until)
    ? { kind: 'open', until }
    : { kind: 'used' };
}
