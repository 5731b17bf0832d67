import * as z from 'zod';
import type { SuccessionRequest } from '../../shared/central/provisionIdentity.ts';
import { importSigningKey, newKeyPair } from '../../shared/people/signingKey.ts';
import { createDurably, readIfThere, writeDurably } from '../disk/writeDurably.ts';
import { CommandRefused } from './commandArguments.ts';

/**
 * IT's key for the day when a server is replaced, readable by the owner alone. It belongs on a stick
 * in a safe: with it a machine at the server's address is believed to be the hospital's next server.
 */
const keyFileSchema = z.strictObject({
  format: z.literal('bedside-succession-key'),
  version: z.literal(1),
  publicKey: z.base64().length(44),
  /** PKCS#8, base64. */
  privateKey: z.base64().min(1).max(200),
  /** Lineage of each database that it was used for: a server that is gone can't be asked any more. */
  lineages: z.array(z.strictObject({ database: z.string(), lineage: z.string() })),
});

export interface SuccessionKey extends Omit<SuccessionRequest, 'continues'> {
  /** Notes a database's lineage in the file. */
  note(database: string, lineage: string): Promise<void>;
}

/** Reads the key, or makes one where there is no such file. Rejects with `CommandRefused`. */
export async function openSuccessionKey(file: string, mayMake: boolean): Promise<SuccessionKey> {
  const text = await readIfThere(file);
  if (text === undefined && !mayMake) {
    throw new CommandRefused(`There is no key in ${file}, and a dry run makes none.`);
  }
  let kept = text === undefined ? await makeKey(file) : parseKey(file, text);
  const bytes = new Uint8Array(Buffer.from(kept.privateKey, 'base64'));
  const privateKey = await importSigningKey(bytes).catch(() => {
    throw notAKey(file);
  });
  return {
    publicKey: kept.publicKey,
    privateKey,
    async note(database, lineage) {
      if (kept.lineages.some((known) => known.lineage === lineage)) return;
      kept = { ...kept, lineages: [...kept.lineages, { database, lineage }] };
      await writeDurably(file, textOf(kept));
    },
  };
}

type KeyFile = z.infer<typeof keyFileSchema>;

async function makeKey(file: string): Promise<KeyFile> {
  const { publicKey, privateKey } = await newKeyPair();
  const made: KeyFile = {
    format: 'bedside-succession-key',
    version: 1,
    publicKey,
    privateKey: Buffer.from(privateKey).toString('base64'),
    lineages: [],
  };
  await createDurably(file, textOf(made));
  return made;
}

function parseKey(file: string, text: string): KeyFile {
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch {
    throw notAKey(file);
  }
}

function notAKey(file: string): CommandRefused {
  return new CommandRefused(
    `${file} is no succession key: name the file that this command made, or one that doesn't exist yet.`,
  );
}

function textOf(kept: KeyFile): string {
  return `${JSON.stringify(kept, undefined, 2)}\n`;
}
