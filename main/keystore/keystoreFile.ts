import { createHash } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../shared/json/canonical.ts';

/**
 * keystore.json: the workstation's secrets, wrapped by a passphrase. The parameters of scrypt are
 * literals, so that a changed file can neither weaken the derivation nor ask for all the memory.
 * The checksum tells a damaged file from a wrong passphrase; it protects against accidents only,
 * GCM's tag protects against people.
 */
const wrappedSchema = z.strictObject({
  format: z.literal('bedside-keystore'),
  version: z.literal(1),
  derivation: z.strictObject({
    name: z.literal('scrypt'),
    cost: z.literal(131_072),
    blockSize: z.literal(8),
    parallelization: z.literal(1),
    salt: bytesInBase64(16),
  }),
  cipher: z.strictObject({
    name: z.literal('AES-256-GCM'),
    nonce: bytesInBase64(12),
    tag: bytesInBase64(16),
    sealed: z.base64().min(1).max(4096),
  }),
});
export type WrappedSecrets = z.infer<typeof wrappedSchema>;

const fileSchema = z.strictObject({
  ...wrappedSchema.shape,
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The file's text for wrapped secrets. */
export function keystoreText(wrapped: WrappedSecrets): string {
  return `${JSON.stringify({ ...wrapped, checksum: checksumOf(wrapped) }, null, 2)}\n`;
}

/** Wrapped secrets of a file's text; undefined when it is half-written or damaged. */
export function parseKeystore(text: string): WrappedSecrets | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { checksum, ...wrapped } = parsed.data;
  return checksum === checksumOf(wrapped) ? wrapped : undefined;
}

function checksumOf(wrapped: WrappedSecrets): string {
  return createHash('sha256').update(canonicalJson(wrapped)).digest('hex');
}

function bytesInBase64(length: number) {
  return z.base64().refine((text) => Buffer.from(text, 'base64').length === length, {
    message: `${length} bytes in base64`,
  });
}
