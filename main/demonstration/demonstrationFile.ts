import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

/** demonstration.json: what a demonstration was made with, so that it is found again. */
const demonstrationSchema = z.strictObject({
  format: z.literal('bedside-demonstration'),
  version: z.literal(1),
  central: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('embedded'),
      port: z.int().min(1024).max(65_535),
      /** Of a server of invented people on 127.0.0.1: it stands here in clear. */
      adminPassword: z.string().min(16),
    }),
    z.strictObject({ kind: z.literal('given'), url: z.url() }),
  ]),
  database: z.string(),
});
export type DemonstrationFile = z.infer<typeof demonstrationSchema>;

/** Why a demonstration can't be started. The message is a sentence that says what to do. */
export class DemonstrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DemonstrationError';
  }
}

export const demonstrationFileName = 'demonstration.json';

/** The folder's demonstration; undefined when there is none yet. Rejects with `DemonstrationError`. */
export async function readDemonstration(folder: string): Promise<DemonstrationFile | undefined> {
  const text = await readIfThere(path.join(folder, demonstrationFileName));
  if (text === undefined) return undefined;
  try {
    return demonstrationSchema.parse(JSON.parse(text));
  } catch {
    throw new DemonstrationError(
      `The file ${path.join(folder, demonstrationFileName)} is damaged: run npm run reset to clear the demonstration.`,
    );
  }
}

export async function writeDemonstration(folder: string, file: DemonstrationFile): Promise<void> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(
    path.join(folder, demonstrationFileName),
    `${JSON.stringify(file, null, 2)}\n`,
  );
}

export function newAdminPassword(): string {
  return randomBytes(18).toString('base64url');
}
