import * as z from 'zod';
import type { ByteCipher, Bytes } from '../../replica/envelope.ts';
import type { SnapshotStorage } from '../../replica/snapshot.ts';
import { openPatientIndex } from './patientIndex.ts';
import { emptyColumns, rowsOf } from './columns.ts';
import type { Columns, Filled } from './columns.ts';
import type { PatientIndex } from './patientIndex.ts';

/**
 * The index on disk: its columns one behind the other, in sealed chunks beside the snapshot. A
 * cache: where it is missing, damaged, of another form or ahead of the store, the index is built
 * from the patients instead.
 */
export interface SealedIndex {
  /** @returns undefined where it has to be built anew */
  read(sequenceOfStore: number): Promise<KeptIndex | undefined>;
  /** Writes a new one beside the old, and drops the old one when the new one is whole. */
  write(sequence: number, index: PatientIndex): Promise<void>;
}

export interface KeptIndex {
  readonly index: PatientIndex;
  /** Up to which sequence of the store it reaches. */
  readonly sequence: number;
}

/** Counts up when columns or what stands in them change: another form is another cache. */
const form = 2;
/** Chromium reads 18 MB out of IndexedDB fastest in pieces of this size, by a third against 2 MB. */
const chunkBytes = 512 * 1024;
const headerName = 'header';
const count = z.int().min(0);
const headerSchema = z.strictObject({
  form: z.literal(form),
  generation: z.string(),
  sequence: count,
  bytes: count,
  filled: z.strictObject({ slots: count, parts: count, numbers: count }),
  words: z.strictObject({
    written: z.array(z.string()),
    folded: z.array(z.string()),
    blocks: z.array(z.string()),
    wards: z.array(z.string()).min(1),
  }),
});

/** @param instance names the one store that this index belongs to; it is authenticated */
export function sealedIndexOver(
  storage: SnapshotStorage,
  cipher: ByteCipher,
  instance: string,
): SealedIndex {
  const place = (name: string) => ['search', instance, name];
  const open = async (name: string): Promise<Bytes | undefined> => {
    const sealed = await storage.read(name);
    return sealed && cipher.openBytes(place(name), sealed);
  };

  return {
    async read(sequenceOfStore) {
      try {
        const stored = await open(headerName);
        if (!stored) return undefined;
        const header = headerSchema.parse(JSON.parse(new TextDecoder().decode(stored)));
        if (header.sequence > sequenceOfStore) return undefined;
        const names = chunkNames(header.generation, header.bytes);
        const chunks = await Promise.all(names.map(open));
        if (!chunks.every((chunk) => chunk !== undefined)) return undefined;
        const columns = unpacked(chunks, header.filled);
        return columns && isWhole(columns, header)
          ? {
              index: openPatientIndex(columns, header.words, header.filled),
              sequence: header.sequence,
            }
          : undefined;
      } catch {
        return undefined;
      }
    },

    async write(sequence, index) {
      // Copied before the first wait: the index goes on changing.
      const bytes = packed(index.columns, index.filled());
      const generation = crypto.randomUUID();
      const header: z.infer<typeof headerSchema> = {
        form,
        generation,
        sequence,
        bytes: bytes.length,
        filled: index.filled(),
        words: structuredClone(index.words),
      };
      const names = chunkNames(generation, bytes.length);
      for (const [at, name] of names.entries()) {
        const chunk = bytes.slice(at * chunkBytes, (at + 1) * chunkBytes);
        await storage.write(name, await cipher.sealBytes(place(name), chunk));
      }
      const text = new TextEncoder().encode(JSON.stringify(header));
      await storage.write(headerName, await cipher.sealBytes(place(headerName), text));
      await storage.keepOnly(new Set([headerName, ...names]));
    },
  };
}

function chunkNames(generation: string, bytes: number): readonly string[] {
  return Array.from(
    { length: Math.ceil(bytes / chunkBytes) },
    (_unused, at) => `${generation}/${String(at)}`,
  );
}

/** How many entries of each column count, in the order in which they are packed. */
function lengths(columns: Columns, filled: Filled): readonly (readonly [keyof Columns, number])[] {
  const names = Object.keys(columns).sort() as (keyof Columns)[];
  return names.map((name) => {
    if ((rowsOf.parts as readonly string[]).includes(name)) return [name, filled.parts];
    if ((rowsOf.numbers as readonly string[]).includes(name)) return [name, filled.numbers];
    return [name, name === 'ids' ? filled.slots * 4 : filled.slots];
  });
}

/** Each column in the byte order of the machine, which is the one that reads it again. */
function packed(columns: Columns, filled: Filled): Bytes {
  const parts = lengths(columns, filled).map(([name, length]) => {
    const used = columns[name].subarray(0, length);
    return new Uint8Array(used.buffer, used.byteOffset, used.byteLength);
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @returns undefined where the chunks hold more or less than the columns take */
function unpacked(chunks: readonly Bytes[], filled: Filled): Columns | undefined {
  const room = Math.max(
    1024,
    filled.slots,
    Math.ceil(filled.parts / 4),
    Math.ceil(filled.numbers / 4),
  );
  const columns = emptyColumns(room);
  const rest = [...chunks];
  let chunk: Bytes | undefined;
  for (const [name, length] of lengths(columns, filled)) {
    const column = columns[name];
    const size = length * column.BYTES_PER_ELEMENT;
    const bytes = new Uint8Array(column.buffer, column.byteOffset, size);
    let at = 0;
    while (at < size) {
      chunk = chunk?.length ? chunk : rest.shift();
      if (!chunk) return undefined;
      const part = chunk.subarray(0, size - at);
      bytes.set(part, at);
      at += part.length;
      chunk = chunk.subarray(part.length);
    }
  }
  return chunk?.length || rest.length > 0 ? undefined : columns;
}

/** Whether all that points somewhere points into what is there. */
function isWhole(columns: Columns, { filled, words }: z.infer<typeof headerSchema>): boolean {
  if (words.written.length !== words.folded.length) return false;
  for (let slot = 0; slot < filled.slots; slot += 1) {
    if (columns.partStart[slot]! + columns.partCount[slot]! > filled.parts) return false;
    if (columns.numberStart[slot]! + columns.numberCount[slot]! > filled.numbers) return false;
    if (columns.ward[slot]! >= words.wards.length) return false;
  }
  for (let at = 0; at < filled.parts; at += 1) {
    if (columns.parts[at]! >= words.written.length) return false;
  }
  return true;
}
