import * as z from 'zod';
import { fromBase64, toBase64 } from '../json/base64.ts';
import { directoryKey } from '../records/fields.ts';
import type { Cipher } from '../replica/envelope.ts';
import { newKeyPair } from '../people/signingKey.ts';
import { auditEntrySchema } from './entry.ts';
import type { AuditEntry } from './entry.ts';
import type { TrailHead } from './findings.ts';
import type { TrailDurability, TrailStorage } from './trailStorage.ts';

/** One trail's identity: sealed like everything here, for the private key is in it. */
const identitySchema = z.strictObject({
  workstation: directoryKey,
  epoch: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.base64().length(44),
  privateKey: z.base64(),
});
export type TrailIdentity = z.infer<typeof identitySchema>;

const identitiesSchema = z.array(identitySchema);
const headsSchema = z.array(
  z.strictObject({
    workstation: z.string(),
    epoch: z.string(),
    sequence: z.int(),
    hash: z.string(),
    publicKey: z.string(),
  }),
);
const positionSchema = z.strictObject({ sequence: z.int().min(0) });

/** Entries, identities and positions over the storage, each sealed for its own key. */
export interface TrailStore {
  /** In the order in which they were begun: the last is written to. */
  identities(): Promise<readonly TrailIdentity[]>;
  writeIdentities(identities: readonly TrailIdentity[]): Promise<void>;
  /** Entries with the position behind them; the position is left out of a relaxed write. */
  write(entries: readonly AuditEntry[], durability: TrailDurability): Promise<void>;
  /** From a number on, in order. Throws `EnvelopeDamaged` on what can't be opened. */
  read(epoch: string, from: number, limit: number): Promise<readonly AuditEntry[]>;
  /** The highest number that is here; 0 for none. */
  last(epoch: string): Promise<number>;
  /** `synced`: on disk for certain. `delivered`: read back from the server, without a gap. */
  position(name: 'synced' | 'delivered', epoch: string): Promise<number>;
  writePosition(
    name: 'synced' | 'delivered',
    epoch: string,
    sequence: number,
    durability: TrailDurability,
  ): Promise<void>;
  /** Where every workstation's trail stood at the last sound reading here; none before one. */
  heads(): Promise<readonly TrailHead[]>;
  writeHeads(heads: readonly TrailHead[]): Promise<void>;
  close(): void;
}

export function trailStoreOver(storage: TrailStorage, cipher: Cipher): TrailStore {
  const seal = async (key: string, value: unknown) =>
    [
      key,
      await cipher.seal(['audit', key], { origin: 'local', plaintext: JSON.stringify(value) }),
    ] as const;
  const open = async (key: string, value: Awaited<ReturnType<TrailStorage['get']>>) =>
    value && (JSON.parse((await cipher.open(['audit', key], value)).plaintext) as unknown);
  const positionKey = (name: string, epoch: string) => `${name}:${epoch}`;

  return {
    async identities() {
      const found = await open('identities', await storage.get('identities'));
      return found === undefined ? [] : identitiesSchema.parse(found);
    },
    async writeIdentities(identities) {
      await storage.put([await seal('identities', identities)], 'strict');
    },
    async write(entries, durability) {
      const last = entries[entries.length - 1];
      const rows = entries.map((entry) => seal(entryKey(entry.epoch, entry.sequence), entry));
      if (last && durability === 'strict') {
        rows.push(seal(positionKey('synced', last.epoch), { sequence: last.sequence }));
      }
      await storage.put(await Promise.all(rows), durability);
    },
    async read(epoch, from, limit) {
      const rows = await storage.range(entryKey(epoch, from), entryKey(epoch, highest), limit);
      return Promise.all(
        rows.map(async ([key, value]) => auditEntrySchema.parse(await open(key, value))),
      );
    },
    async last(epoch) {
      const key = await storage.lastKey(entryKey(epoch, 0), entryKey(epoch, highest));
      return key === undefined ? 0 : Number(key.slice(key.lastIndexOf(':') + 1));
    },
    async position(name, epoch) {
      const key = positionKey(name, epoch);
      const found = await open(key, await storage.get(key));
      return found === undefined ? 0 : positionSchema.parse(found).sequence;
    },
    async writePosition(name, epoch, sequence, durability) {
      await storage.put([await seal(positionKey(name, epoch), { sequence })], durability);
    },
    async heads() {
      const found = await open('heads', await storage.get('heads'));
      return found === undefined ? [] : headsSchema.parse(found);
    },
    async writeHeads(heads) {
      await storage.put([await seal('heads', heads)], 'strict');
    },
    close: () => storage.close(),
  };
}

export async function newIdentity(workstation: string): Promise<TrailIdentity> {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const epoch = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const { publicKey, privateKey } = await newKeyPair();
  return { workstation, epoch, publicKey, privateKey: toBase64(privateKey) };
}

export function privateKeyOf({ privateKey }: TrailIdentity): Uint8Array<ArrayBuffer> {
  return fromBase64(privateKey);
}

const highest = 9_999_999_999;

function entryKey(epoch: string, sequence: number): string {
  return `entry:${epoch}:${String(sequence).padStart(10, '0')}`;
}
