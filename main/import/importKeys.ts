import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { CentralFault } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';

/**
 * Ids of imported patients follow from the row's number, so that a second run finds what the first
 * one wrote. Ids aren't encrypted on a workstation's disk, and a plain hash of a number would confirm
 * a guess: so they are keyed, by a secret that only the server has.
 */
export interface ImportKeys {
  patientId(recordNumber: string): string;
  /** Key of an entry in a patient's identifiers, contacts or coverage. */
  entryKey(recordNumber: string, entry: string): string;
}

const documentId = '_design/import';
const documentSchema = z.looseObject({
  _rev: z.string(),
  sources: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/**
 * The keys of a source. A design document holds the secret: it is copied with the database, and only
 * an administrator writes it. Throws `CentralFault`.
 * @param make whether a source that was never imported is noted now
 * @returns undefined where it was never imported and isn't to be noted
 */
export async function openImportKeys(
  couch: Couch,
  database: string,
  source: string,
  make: boolean,
): Promise<ImportKeys | undefined> {
  const { status, body } = await couch.ask('GET', `${database}/${documentId}`);
  const standing = status === 404 ? undefined : documentSchema.safeParse(body);
  if (standing?.success === false) {
    throw new CentralFault(
      'refused',
      `The document ${documentId} of ${database} can't be read. It holds what earlier imports are known by: restore it from a backup.`,
    );
  }
  const sources = standing?.data.sources ?? {};
  const secret = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (secret !== undefined) return importKeys(secret);
  if (!make) return undefined;
  const made = randomBytes(32).toString('hex');
  await couch.change('PUT', `${database}/${documentId}`, {
    _id: documentId,
    ...standing?.data,
    language: 'javascript',
    sources: { ...sources, [source]: made },
  });
  return importKeys(made);
}

export function importKeys(secret: string): ImportKeys {
  const digest = (text: string) =>
    createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest('hex');
  return {
    patientId(recordNumber) {
      const hex = digest(`patient ${recordNumber}`);
      // RFC 9562, version 8: a UUID of our own making.
      const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
      const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
      return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
    },
    entryKey: (recordNumber, entry) => digest(`entry ${recordNumber} ${entry}`).slice(0, 32),
  };
}
