import * as z from 'zod';
import { kinds } from '../records/kinds.ts';
import type { Standings } from '../people/knownPeople.ts';
import type { SignatureDoubt } from '../people/signature.ts';
import type { AnyRecord } from '../records/kinds.ts';
import type { Withheld } from './assemble.ts';
import type { Bytes, Cipher } from './envelope.ts';

/**
 * The packed snapshot: what memory shows, in encrypted chunks, so that a start reads a few large
 * blocks instead of every record. It is a cache. It may be deleted at any time; where it is
 * missing, damaged, from another version or ahead of the store, the store is read instead.
 */
export interface SnapshotStorage {
  read(name: string): Promise<Bytes | undefined>;
  write(name: string, chunk: Bytes): Promise<void>;
  /** Removes every chunk whose name isn't kept; where none is, all of them at once. */
  keepOnly(names: ReadonlySet<string>): Promise<void>;
}

/** One record as the replica holds it. */
export interface SnapshotEntry {
  readonly id: string;
  readonly shown: AnyRecord | undefined;
  readonly locked: boolean;
  readonly parent: string | undefined;
  readonly withheld: readonly Withheld[];
  readonly doubt?: SignatureDoubt | undefined;
}

export type SnapshotResult =
  | { readonly kind: 'read'; readonly sequence: number; readonly judgedBy: Standings | undefined }
  | { readonly kind: 'absent' }
  | { readonly kind: 'damaged' };

export interface Snapshot {
  /**
   * Hands over every chunk's entries, then says up to which sequence of the store they reach.
   * @param judged whether signatures have to be judged: a snapshot that was made otherwise is absent
   */
  read(
    sequenceOfStore: number,
    take: (entries: readonly SnapshotEntry[]) => Promise<void>,
    judged?: boolean,
  ): Promise<SnapshotResult>;
  /**
   * Writes a new snapshot beside the old one, and drops the old one when the new one is whole.
   * @param judgedBy the certificates by which all signatures in it were judged, at the least
   */
  write(
    sequence: number,
    chunks: AsyncIterable<readonly SnapshotEntry[]>,
    judgedBy?: Standings,
  ): Promise<void>;
  /** Makes the next start read the store: what is packed shows records that are about to go. */
  drop(): Promise<void>;
}

const headerName = 'header';
const headerSchema = z.strictObject({
  schemas: z.string(),
  generation: z.string(),
  sequence: z.int().min(0),
  chunks: z.int().min(0),
  judgedBy: z.record(z.string(), z.string()).optional(),
});

/** Schema versions of all kinds: shown records are migrated ones, so another set is another cache. */
function schemas(): string {
  return Object.values(kinds)
    .map(({ kind, schemaVersion }) => `${kind}:${String(schemaVersion)}`)
    .sort()
    .join(' ');
}

/** @param instance names the one store that this snapshot belongs to; it is authenticated */
export function snapshotOver(storage: SnapshotStorage, cipher: Cipher, instance: string): Snapshot {
  const place = (name: string) => ['snapshot', instance, name];
  const seal = (name: string, value: unknown) =>
    cipher.seal(place(name), { origin: 'local', plaintext: JSON.stringify(value) });

  async function open(name: string): Promise<unknown> {
    const chunk = await storage.read(name);
    if (!chunk) return undefined;
    return JSON.parse((await cipher.open(place(name), chunk)).plaintext) as unknown;
  }

  return {
    async read(sequenceOfStore, take, judged = false) {
      try {
        const stored = await open(headerName);
        if (stored === undefined) return { kind: 'absent' };
        const header = headerSchema.parse(stored);
        if (header.schemas !== schemas() || header.sequence > sequenceOfStore) {
          return { kind: 'absent' };
        }
        if ((header.judgedBy !== undefined) !== judged) return { kind: 'absent' };
        const names = Array.from({ length: header.chunks }, (_unused, index) =>
          chunkName(header.generation, index),
        );
        // One chunk is opened while the one before goes into memory.
        let next = names[0] === undefined ? undefined : open(names[0]);
        for (const name of names.slice(1).concat('')) {
          const entries = (await next) as readonly SnapshotEntry[] | undefined;
          if (entries === undefined) return { kind: 'damaged' };
          next = name === '' ? undefined : open(name);
          await take(entries);
        }
        return { kind: 'read', sequence: header.sequence, judgedBy: header.judgedBy };
      } catch {
        return { kind: 'damaged' };
      }
    },

    async write(sequence, chunks, judgedBy) {
      const generation = crypto.randomUUID();
      const names = new Set([headerName]);
      for await (const entries of chunks) {
        const name = chunkName(generation, names.size - 1);
        await storage.write(name, await seal(name, entries));
        names.add(name);
      }
      await storage.write(
        headerName,
        await seal(headerName, {
          schemas: schemas(),
          generation,
          sequence,
          chunks: names.size - 1,
          ...(judgedBy ? { judgedBy } : {}),
        }),
      );
      await storage.keepOnly(names);
    },

    drop: () => storage.keepOnly(new Set()),
  };
}

function chunkName(generation: string, index: number): string {
  return `${generation}/${String(index)}`;
}
