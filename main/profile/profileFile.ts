import * as path from 'node:path';
import * as z from 'zod';
import { centralSchema, facilitySchema } from '../../shared/bridge/contract.ts';
import { storageBoundSchema } from '../../shared/sync/storageMeter.ts';
import { readIfThere } from '../disk/writeDurably.ts';

const port = z.int().min(1024).max(65_535);

/**
 * profile.json: what a workstation is. `port` is the browser shell's and never changes: another
 * port is another origin, and the replica would vanish from sight.
 */
export const profileSchema = z.strictObject({
  format: z.literal('bedside-profile'),
  version: z.literal(1),
  replicaName: z.string().regex(/^[a-z0-9-]{1,64}$/),
  workstation: z.string(),
  port,
  facility: facilitySchema,
  /** The central server itself, whether or not a cable lies in between. */
  central: centralSchema,
  /** How much may be stored here; IT sets it, and without it the default holds. */
  storageBound: storageBoundSchema.optional(),
  /** Only in a demonstration: the line that can be cut has a port of its own, as fixed as `port`. */
  demonstration: z.strictObject({ cablePort: port }).nullable(),
  /** The facility's root key, which certified its administrators; no certificate counts without it. */
  rootKey: z.base64().length(44).optional(),
});
export type Profile = z.infer<typeof profileSchema>;

export const profileName = 'profile.json';

/** Why a profile can't be opened. The message is a sentence that says what to do. */
export class ProfileError extends Error {
  constructor(
    readonly code: 'missing' | 'damaged' | 'folderNotEmpty' | 'inUse' | 'portTaken' | 'otherShell',
    message: string,
  ) {
    super(message);
    this.name = 'ProfileError';
  }
}

/** Reads profile.json. Rejects with `ProfileError`; nothing is changed on disk. */
export async function readProfile(folder: string): Promise<Profile> {
  const file = path.join(folder, profileName);
  const text = await readIfThere(file);
  if (text === undefined) {
    throw new ProfileError(
      'missing',
      `There is no workstation profile in ${folder}: name the folder of an enrolled workstation, or leave the option out.`,
    );
  }
  const parsed = profileSchema.safeParse(parseJson(text));
  const known = parsed.data?.facility.workstations.some(
    ({ key }) => key === parsed.data.workstation,
  );
  if (!parsed.success || !known) {
    const where = parsed.success ? 'workstation' : placeOf(parsed.error);
    throw new ProfileError(
      'damaged',
      `The profile file ${file} is damaged (at ${where}). Nothing was changed: put back a copy of that one file from a backup, and leave the rest of the folder as it is.`,
    );
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placeOf(error: z.ZodError): string {
  return error.issues[0]?.path.join('.') || 'its beginning';
}
