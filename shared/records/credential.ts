import * as z from 'zod';
import { instant, line } from './fields.ts';

/** Why a ward's emergency code is used instead of an own account. */
export const emergencyReasons = ['emergency', 'covering', 'noAccount', 'cannotSignIn'] as const;

/**
 * What was wanting in who wrote, at the moment of writing. It is part of what is written, so it is
 * the same on every workstation and never goes away; a write by somebody whose account the
 * workstation could confirm has none. Records made before this field was known have none either.
 */
export const credentialSchema = z
  .strictObject({
    /**
     * The workstation hadn't heard from the server for longer than the hospital allows, so nobody
     * could tell whether the account still stood. `lastContactAt` is when it last had, where it knows.
     */
    unverified: z.strictObject({ lastContactAt: instant.optional() }).optional(),
    /** A ward's emergency code was used: who they said to be, and why. */
    emergency: z.strictObject({ name: line(80), reason: z.enum(emergencyReasons) }).optional(),
  })
  .refine(({ unverified, emergency }) => unverified !== undefined || emergency !== undefined);
export type Credential = z.infer<typeof credentialSchema>;
export type EmergencyUser = NonNullable<Credential['emergency']>;
