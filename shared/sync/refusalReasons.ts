import { refusalCodes } from '../central/validation/refusalCodes.ts';

/** Reasons that this workstation files itself, where no server gave one: what a record alone runs into. */
export const ownRefusalCodes = [
  'damagedOnDisk',
  'tooLarge',
  'badRequest',
  'serverError',
  'noAnswer',
  'notACentralServer',
  'notCompared',
  'notReadBack',
] as const;
export type OwnRefusalCode = (typeof ownRefusalCodes)[number];

/** Every reason that this version knows; the screens have a sentence for each. */
export const knownRefusalCodes = [...refusalCodes, ...ownRefusalCodes] as const;
export type KnownRefusalCode = (typeof knownRefusalCodes)[number];

/** The known code that a reason begins with; undefined for a rule of the server's that isn't ours. */
export function refusalCodeOf(reason: string): KnownRefusalCode | undefined {
  const code = /^[A-Za-z]+(?=:|$)/.exec(reason)?.[0];
  return knownRefusalCodes.find((known) => known === code);
}
