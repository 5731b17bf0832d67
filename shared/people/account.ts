import * as z from 'zod';
import { directoryKey, instant, line, wardCode } from '../records/fields.ts';
import { roleSchema } from './role.ts';

/** Somebody as whoever manages people is shown them: by the certificate that stands, or the latest. */
export const accountSchema = z.strictObject({
  key: directoryKey,
  displayName: line(80),
  role: roleSchema,
  /** None for all wards. */
  wards: z.array(wardCode),
  practiceNumber: line(40).exactOptional(),
  validFrom: instant,
  validUntil: instant,
  standing: z.enum(['inForce', 'revoked', 'ended', 'notYet']),
  /** Of who was revoked: from when, and why. */
  revoked: z.strictObject({ at: instant, because: line(200).exactOptional() }).exactOptional(),
  /**
   * Whether they have chosen a password of their own, as far as this workstation has heard: until
   * then they have signed in nowhere. Left out where no keys of theirs were made for that.
   */
  ownPassword: z.boolean().exactOptional(),
  /** By whom they were certified: a person's key, or none for the hospital's root key. */
  certifiedBy: directoryKey.exactOptional(),
  /** How many certificates they have had: with each new one the keys were new. */
  certificates: z.int().min(1),
});
export type Account = z.infer<typeof accountSchema>;

/** Days before the end of a certificate from which it is to be renewed. */
export const expiringDays = 60;

export const accountStates = [
  'valid',
  'expiring',
  'expired',
  'revoked',
  'neverSignedIn',
  'notYet',
] as const;
export type AccountState = (typeof accountStates)[number];

/** All that is so of an account at a moment, what matters most first; `valid` where nothing else is. */
export function statesOf(
  { standing, validUntil, ownPassword }: Account,
  nowMs: number,
): readonly [AccountState, ...AccountState[]] {
  if (standing === 'revoked') return ['revoked'];
  if (standing === 'ended') return ['expired'];
  const states: AccountState[] = [];
  if (standing === 'notYet') states.push('notYet');
  if (ownPassword === false) states.push('neverSignedIn');
  if (Date.parse(validUntil) - nowMs <= expiringDays * 86_400_000) states.push('expiring');
  const [first = 'valid', ...others] = states;
  return [first, ...others];
}
