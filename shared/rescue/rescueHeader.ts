import * as z from 'zod';
import { canonicalJson } from '../json/canonical.ts';
import { directoryKey, instant } from '../records/fields.ts';

/**
 * First line of a rescue file (`.bedside`), in clear: whose it is and how its key is derived. Every
 * part is sealed together with it, so nothing of it can be changed. The parameters of scrypt are
 * literals: a changed file can neither weaken the derivation nor ask for all the memory.
 */
const rescueHeaderSchema = z.strictObject({
  format: z.literal('bedside-rescue'),
  version: z.literal(1),
  facility: z.string().regex(/^\d{5}$/),
  workstation: directoryKey,
  madeAt: instant,
  /** Key of the person in the facility's directory. */
  madeBy: directoryKey,
  /** Entries, without their history. */
  entries: z.int().min(0),
  derivation: z.strictObject({
    name: z.literal('scrypt'),
    cost: z.literal(131_072),
    blockSize: z.literal(8),
    parallelization: z.literal(1),
    salt: z.base64().length(24),
  }),
});
export type RescueHeader = z.infer<typeof rescueHeaderSchema>;

const newerSchema = z.looseObject({
  format: z.literal('bedside-rescue'),
  version: z.int().min(2),
});

/** Why a rescue file isn't taken in. In each of these nothing was changed. */
export type RescueFault =
  | 'notARescueFile'
  | 'newerFormat'
  | 'otherFacility'
  | 'wrongPassphrase'
  /** Its end is missing. */
  | 'cut'
  /** A part isn't as it was written, or not in its place. */
  | 'damaged';

export class RescueRefused extends Error {
  constructor(readonly fault: RescueFault) {
    super(`rescue file: ${fault}`);
    this.name = 'RescueRefused';
  }
}

export type NewRescue = Omit<RescueHeader, 'format' | 'version' | 'derivation'> & {
  readonly salt: string;
};

export function rescueHeader({ salt, ...about }: NewRescue): RescueHeader {
  return {
    format: 'bedside-rescue',
    version: 1,
    ...about,
    derivation: { name: 'scrypt', cost: 131_072, blockSize: 8, parallelization: 1, salt },
  };
}

/** The header of a file's text. Throws `RescueRefused`. */
export function readRescueHeader(text: string): RescueHeader {
  const end = text.indexOf('\n');
  const line = text.slice(0, end < 0 ? 2000 : end);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new RescueRefused(line.includes('"bedside-rescue"') ? 'cut' : 'notARescueFile');
  }
  const parsed = rescueHeaderSchema.safeParse(value);
  // Only the one text that the header is written as is authenticated.
  if (parsed.success && canonicalJson(parsed.data) === line) return parsed.data;
  if (newerSchema.safeParse(value).success) throw new RescueRefused('newerFormat');
  throw new RescueRefused(line.includes('"bedside-rescue"') ? 'damaged' : 'notARescueFile');
}
