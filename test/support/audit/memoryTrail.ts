import { auditDocument } from '../../../shared/audit/auditDocument.ts';
import type { AuditEntry, AuditEvent } from '../../../shared/audit/entry.ts';
import { openAuditTrail } from '../../../shared/audit/trail.ts';
import type { TrailOptions } from '../../../shared/audit/trail.ts';
import type { TrailStorage } from '../../../shared/audit/trailStorage.ts';
import { trailStoreOver } from '../../../shared/audit/trailStore.ts';
import type { AuditLeaf } from '../../../shared/audit/verifyTrails.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import type { Bytes, Cipher } from '../../../shared/replica/envelope.ts';

/** A storage in memory that knows what a power cut leaves, and can refuse to write. */
export interface MemoryTrailStorage extends TrailStorage {
  readonly rows: Map<string, Bytes>;
  /** Takes back what no strict write has followed. */
  cutPower(): void;
  /** As a copy of the profile's folder on another disk. */
  copy(): MemoryTrailStorage;
  full: boolean;
}

export function memoryTrailStorage(
  rows = new Map<string, Bytes>(),
  onDisk = new Map(rows),
): MemoryTrailStorage {
  const inRange = (from: string, to: string) =>
    [...rows.keys()].filter((key) => key >= from && key <= to).sort();
  const storage: MemoryTrailStorage = {
    rows,
    full: false,
    async put(added, durability) {
      if (storage.full) throw new Error('the disk is full');
      for (const [key, value] of added) rows.set(key, value);
      if (durability === 'strict') for (const [key, value] of rows) onDisk.set(key, value);
    },
    get: async (key) => rows.get(key),
    range: async (from, to, limit) =>
      inRange(from, to)
        .slice(0, limit)
        .map((key) => [key, rows.get(key)!] as const),
    lastKey: async (from, to) => inRange(from, to).pop(),
    close: () => undefined,
    cutPower() {
      rows.clear();
      for (const [key, value] of onDisk) rows.set(key, value);
    },
    copy: () => memoryTrailStorage(new Map(rows), new Map(onDisk)),
  };
  return storage;
}

let cipher: Cipher | undefined;

export async function testCipher(): Promise<Cipher> {
  cipher ??= cipherFor(await importDataKey(new Uint8Array(32).fill(7)), 'audit-test');
  return cipher;
}

/** A trail and its store over a storage, with the timers out of the way unless told. */
export async function openTestTrail(
  storage: TrailStorage,
  options: Partial<Omit<TrailOptions, 'store'>> = {},
) {
  const store = trailStoreOver(storage, await testCipher());
  const trail = await openAuditTrail({
    store,
    workstation: 'noi-1',
    barrierMs: 600_000,
    checkpointMs: 600_000,
    ...options,
  });
  return { trail, store };
}

export const viewed = (patient: string, person = 'bs-mau'): AuditEvent => ({
  action: 'viewChart',
  person,
  about: { patient },
});

export const somePatient = '01890000-0000-7000-8000-000000000001';

export async function leafOf(entry: AuditEntry): Promise<AuditLeaf> {
  const { _id, _rev } = await auditDocument(entry);
  return { id: _id, rev: _rev, deleted: false, body: entry };
}
