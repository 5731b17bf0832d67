import * as z from 'zod';
import { accountSchema } from '../people/account.ts';
import { newPersonSchema, personChangeSchema } from '../people/newPerson.ts';
import { directoryKey, instant, line } from '../records/fields.ts';

/** What the contract has for administrators who manage people. */
export const peopleFunctions = {
  /** Everybody who was ever certified, for an administrator who is signed in. */
  listPeople: {
    request: z.strictObject({}),
    response: z.strictObject({
      accounts: z.array(accountSchema),
      /** The last contact with the server: people are known up to then. */
      heardAt: instant.exactOptional(),
    }),
  },
  /**
   * An administrator who is signed in makes somebody's account, gives a new certificate with a
   * one-time password (forgotten password, other role or wards, longer time), or ends an account. It
   * works without a network, and reaches the others with it.
   */
  managePeople: {
    request: z.discriminatedUnion('act', [
      z.strictObject({ act: z.literal('add'), person: newPersonSchema }),
      z.strictObject({
        act: z.literal('renew'),
        person: directoryKey,
        /** Without one only the password and the keys are new. */
        change: personChangeSchema.exactOptional(),
      }),
      z.strictObject({ act: z.literal('end'), person: directoryKey, reason: line(200) }),
    ]),
    response: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('made'),
        person: directoryKey,
        oneTimePassword: z.string(),
      }),
      z.strictObject({ kind: z.literal('ended') }),
    ]),
  },
} as const;
