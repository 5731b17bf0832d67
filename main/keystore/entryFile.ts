import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../shared/json/canonical.ts';
import { directoryKey, uuid } from '../../shared/records/fields.ts';

/**
 * keystore/person-<key>.json: what one person's password opens, on one workstation. The parameters
 * of scrypt are literals, so that a changed file can neither weaken the derivation nor ask for all
 * the memory. The checksum tells a damaged file from a wrong password; it protects against
 * accidents only, GCM's tag protects against people.
 */
const headerSchema = z.strictObject({
  format: z.literal('bedside-keystore-entry'),
  version: z.literal(1),
  /** Name of the replica that the data key opens: an entry of another workstation is told apart. */
  profile: z.string().regex(/^[a-z0-9-]{1,64}$/),
  person: directoryKey,
  /** Fingerprint of the device secret that this was wrapped with. */
  device: z.string().regex(/^[0-9a-f]{32}$/),
  /** Which of the person's synced keys this was made with: a newer one takes its place. */
  keys: z.strictObject({ certificate: uuid, generation: z.int().min(1) }).optional(),
  derivation: z.strictObject({
    name: z.literal('scrypt'),
    cost: z.literal(131_072),
    blockSize: z.literal(8),
    parallelization: z.literal(1),
    salt: bytesInBase64(16),
  }),
});
export type EntryHeader = z.infer<typeof headerSchema>;
export type KeysMark = NonNullable<EntryHeader['keys']>;

const entrySchema = headerSchema.extend({
  cipher: z.strictObject({
    name: z.literal('AES-256-GCM'),
    nonce: bytesInBase64(12),
    tag: bytesInBase64(16),
    sealed: z.base64().min(1).max(4096),
  }),
});
export type Entry = z.infer<typeof entrySchema>;

const fileSchema = entrySchema.extend({ checksum: z.string().regex(/^[0-9a-f]{64}$/) });
const newerSchema = z.object({
  format: z.literal('bedside-keystore-entry'),
  version: z.int().min(2),
});

/** The file's text for an entry. */
export function entryText(entry: Entry): string {
  return `${JSON.stringify({ ...entry, checksum: checksumOf(entry) }, null, 2)}\n`;
}

/** The entry of a file's text; `damaged` when it is half-written or changed, `newer` as it says. */
export function parseEntry(text: string): Entry | 'damaged' | 'newer' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  if (newerSchema.safeParse(json).success) return 'newer';
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return 'damaged';
  const { checksum, ...entry } = parsed.data;
  return checksum === checksumOf(entry) ? entry : 'damaged';
}

function checksumOf(entry: Entry): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

function bytesInBase64(length: number) {
  return z.base64().refine((text) => Buffer.from(text, 'base64').length === length, {
    message: `${length} bytes in base64`,
  });
}
