import type { Bytes, Cipher } from '../../shared/replica/envelope.ts';
import { openIndexedDbStore } from './indexedDbStore.ts';
import type { JsonValue } from './replicaClient.ts';

/**
 * Keystrokes that aren't saved as records yet: one encrypted entry a key, in an IndexedDB of its
 * own, never synced. Keys are stored as keyed hashes, for they name people.
 */
export interface Journal {
  /** Resolves when this value, or a later one for the same key, is on disk. */
  write(key: string, value: JsonValue): Promise<void>;
  read(key: string): Promise<JsonValue | undefined>;
  remove(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
  close(): void;
}

interface Entry {
  readonly key: string;
  readonly value: JsonValue;
}

/** @param lookupSecret keeps the stored keys from being guessed; it is sealed in the replica */
export async function openJournal(
  databaseName: string,
  cipher: Cipher,
  lookupSecret: string,
): Promise<Journal> {
  const store = await openIndexedDbStore(databaseName);
  // The latest value of each key that waits for its turn: typing faster than the disk costs nothing.
  const waiting = new Map<string, { value: JsonValue | undefined; done: Promise<void> }>();

  async function flush(key: string): Promise<void> {
    const slot = await lookup(lookupSecret, key);
    const next = waiting.get(key)!;
    waiting.delete(key);
    if (next.value === undefined) {
      await store.run('readwrite', (entries) => entries.delete(slot));
      return;
    }
    const entry: Entry = { key, value: next.value };
    const envelope = await cipher.seal(['journal', slot], {
      origin: 'local',
      plaintext: JSON.stringify(entry),
    });
    await store.run('readwrite', (entries) => entries.put(envelope, slot));
  }

  const last = new Map<string, Promise<void>>();
  function put(key: string, value: JsonValue | undefined): Promise<void> {
    const standing = waiting.get(key);
    if (standing) {
      standing.value = value;
      return standing.done;
    }
    const done = (last.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => flush(key));
    waiting.set(key, { value, done });
    last.set(key, done);
    return done;
  }

  async function open(slot: string, envelope: Bytes): Promise<Entry | undefined> {
    try {
      const { plaintext } = await cipher.open(['journal', slot], envelope);
      return JSON.parse(plaintext) as Entry;
    } catch {
      return undefined;
    }
  }

  return {
    write: (key, value) => put(key, value),
    remove: (key) => put(key, undefined),
    async read(key) {
      const pending = waiting.get(key);
      if (pending) return pending.value;
      await last.get(key)?.catch(() => undefined);
      const slot = await lookup(lookupSecret, key);
      const envelope = await store.run<Bytes | undefined>('readonly', (entries) =>
        entries.get(slot),
      );
      return envelope && (await open(slot, envelope))?.value;
    },
    async keys() {
      const slots = await store.run<IDBValidKey[]>('readonly', (entries) => entries.getAllKeys());
      const envelopes = await store.run<Bytes[]>('readonly', (entries) => entries.getAll());
      const entries = await Promise.all(
        envelopes.map((envelope, index) => open(String(slots[index]), envelope)),
      );
      return entries.flatMap((entry) => (entry ? [entry.key] : []));
    },
    close: () => store.close(),
  };
}

async function lookup(secret: string, key: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${secret}\0${key}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
