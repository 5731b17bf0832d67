import { afterEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { connectReplica } from '../../../renderer/replica/openReplica.ts';
import { NotSaved } from '../../../renderer/replica/records.ts';
import type { Records } from '../../../renderer/replica/records.ts';
import { ReplicaNotOpened } from '../../../renderer/replica/replicaClient.ts';
import { replicaWorker } from '../../../renderer/replica/replicaWorker.ts';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';

const author = { person: 'bs-a', workstation: 'noi-1' };
const key = (fill = 7) => importDataKey(new Uint8Array(32).fill(fill));
const newName = () => `bad-input-${crypto.randomUUID()}`;

function register(records: Records, name: string) {
  return records.create(
    'patient',
    newPatientId(),
    { recordNumber: 'T1-000001', name, sex: 'female', allergyStatement: 'notAsked' },
    author,
  );
}

async function failure(opening: Promise<unknown>): Promise<string> {
  return opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof ReplicaNotOpened ? error.code : String(error)),
  );
}

interface Cdp {
  send(method: string, params: object): Promise<unknown>;
}

describe('opening', () => {
  test('with another key: refused, nothing is written, the right key still opens', async () => {
    const replicaName = newName();
    const first = await connectReplica({ replicaName, key: await key(1) });
    const patient = await register(first.records, 'Còn nguyên');
    await first.close();
    expect(await failure(connectReplica({ replicaName, key: await key(2) }))).toBe('wrongKey');
    const again = await connectReplica({ replicaName, key: await key(1) });
    const found = await again.records.collections.patients.findOne(patient.id).exec();
    expect(found?.name).toBe('Còn nguyên');
    await again.close();
  });

  test('two windows on one profile: the second is told, the first works on', async () => {
    const replicaName = newName();
    const first = await connectReplica({ replicaName, key: await key() });
    expect(await failure(connectReplica({ replicaName, key: await key() }))).toBe('alreadyOpen');
    await register(first.records, 'Cửa sổ một');
    await first.close();
    const second = await connectReplica({ replicaName, key: await key() });
    await second.close();
  });

  test('a replica of a newer app: told, and left alone', async () => {
    const replicaName = newName();
    const store = leafStoreOver(
      () => openPouch(replicaName),
      cipherFor(await key(), replicaName),
      'bytes',
    );
    await store.writeLocal('format', { format: 99, lookupSecret: '0'.repeat(64) });
    await store.close();
    expect(await failure(connectReplica({ replicaName, key: await key() }))).toBe(
      'fromNewerVersion',
    );
  });

  describe('without IndexedDB', () => {
    afterEach(() => {
      vi.unstubAllGlobals();
    });
    test('told, not tried', async () => {
      vi.stubGlobal('indexedDB', undefined);
      const { port1 } = new MessageChannel();
      const nothing = () => undefined;
      expect(
        await replicaWorker().open({ replicaName: newName(), key: await key() }, port1, {
          loading: nothing,
          newReplica: async () => undefined,
          syncStatus: nothing,
          delivery: nothing,
          chartPresence: nothing,
          storageMeter: nothing,
          signatureDoubts: nothing,
          people: nothing,
        }),
      ).toEqual({ kind: 'failed', code: 'noIndexedDb' });
    });
  });
});

describe('a disk that doesn’t answer', () => {
  test('peers 11: a save that waits for a transaction without an end is told, and acknowledged once it is written', async () => {
    const replicaName = newName();
    const replica = await connectReplica({ replicaName, key: await key() });
    const release = await holdTransaction(`_pouch_${replicaName}`);
    let acknowledged = false;
    const saving = register(replica.records, 'Đang chờ đĩa').then((record) => {
      acknowledged = true;
      return record;
    });
    await expect.poll(() => replica.slow(), { timeout: 20_000 }).toBe(true);
    expect([replica.alive(), acknowledged]).toEqual([true, false]);
    release();
    const patient = await saving;
    expect(replica.slow()).toBe(false);
    const found = await replica.records.collections.patients.findOne(patient.id).exec();
    expect(found?.name).toBe('Đang chờ đĩa');
    await replica.close();
  });

  /** Another reader and writer of the same stores, that doesn't end until it is released. */
  async function holdTransaction(name: string): Promise<() => void> {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as Error);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    let held = true;
    const again = () => {
      if (held) transaction.objectStore('by-sequence').count().onsuccess = again;
      else database.close();
    };
    again();
    return () => {
      held = false;
    };
  }
});

describe('damage on disk', () => {
  async function withBySequence(
    replicaName: string,
    change: (value: { e: Uint8Array; _doc_id_rev: string }) => boolean,
  ): Promise<number> {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(`_pouch_${replicaName}`);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as Error);
    });
    const transaction = database.transaction('by-sequence', 'readwrite');
    let changed = 0;
    transaction.objectStore('by-sequence').openCursor().onsuccess = (event) => {
      const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
      if (!cursor) return;
      const value = cursor.value as { e: Uint8Array; _doc_id_rev: string };
      if (value.e instanceof Uint8Array && change(value)) {
        changed += 1;
        cursor.update(value);
      }
      cursor.continue();
    };
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    database.close();
    return changed;
  }

  test('one damaged record: listed with its reason, all others are there', async () => {
    const replicaName = newName();
    const first = await connectReplica({ replicaName, key: await key() });
    const damaged = await register(first.records, 'Hỏng');
    const whole = await register(first.records, 'Lành');
    await first.close();
    const changed = await withBySequence(replicaName, (value) => {
      if (!value._doc_id_rev.startsWith(damaged.id)) return false;
      value.e[value.e.length - 1]! ^= 1;
      return true;
    });
    expect(changed).toBe(1);
    const again = await connectReplica({
      replicaName,
      key: await key(),
      // A server that doesn't exist: the status reports the damage all the same.
      central: {
        url: 'http://127.0.0.1:9',
        database: 'none',
        username: 'x',
        workstation: 'may-1',
        password: 'x',
      },
    });
    await expect
      .poll(() => again.syncStatus().quarantined)
      .toMatchObject([{ id: damaged.id, reason: 'damagedOnDisk' }]);
    const patients = again.records.collections.patients;
    expect((await patients.findOne(whole.id).exec())?.name).toBe('Lành');
    expect(await patients.findOne(damaged.id).exec()).toBeNull();
    expect(again.delivery(damaged.id)).not.toBe('onServer');
    await again.close();
  });
});

describe('a full disk', () => {
  const origin = location.origin;
  afterEach(async () => {
    await (cdp() as unknown as Cdp).send('Storage.overrideQuotaForOrigin', { origin });
  });

  test('peers 11: the save is refused in words, nothing is lost, and it works again afterwards', async () => {
    const used = (await navigator.storage.estimate()).usage ?? 0;
    await (cdp() as unknown as Cdp).send('Storage.overrideQuotaForOrigin', {
      origin,
      quotaSize: used + 6_000_000,
    });
    const replica = await connectReplica({ replicaName: newName(), key: await key() });
    const patient = await register(replica.records, 'Trước khi đầy');
    const course = 'Ổn định, ăn ngủ được. '.repeat(900);
    const saved: string[] = [];
    let outcome = 'saved';
    // The browser believes its last count of free space for up to half a minute.
    const until = performance.now() + 45_000;
    while (outcome === 'saved' && performance.now() < until) {
      if (saved.length > 50) await new Promise((resolve) => setTimeout(resolve, 250));
      outcome = await replica.records
        .create(
          'noteDraft',
          patient.patientId,
          {
            encounterId: `${patient.patientId}:encounter:${patient.patientId}`,
            noteType: 'progress',
            course,
            examination: course,
            assessment: course,
            plan: course,
            care: course,
          },
          author,
        )
        .then(
          (note) => {
            saved.push(note.id);
            return 'saved';
          },
          (error: unknown) => (error instanceof NotSaved ? error.code : String(error)),
        );
    }
    expect(outcome).toBe('storageFull');
    await (cdp() as unknown as Cdp).send('Storage.overrideQuotaForOrigin', { origin });
    // The browser takes a moment to see that there is room again; then it works as before.
    const after = await expect
      .poll(() => register(replica.records, 'Sau khi đầy').catch(() => undefined), {
        timeout: 40_000,
        interval: 500,
      })
      .toBeDefined()
      .then(() => replica.records.collections.patients.find().exec());
    expect(after.map((found) => (found as unknown as { name: string }).name).sort()).toEqual([
      'Sau khi đầy',
      'Trước khi đầy',
    ]);
    const drafts = await replica.records.collections.notes.find().exec();
    expect(drafts.map((draft) => draft.id).sort()).toEqual(saved.sort());
    await replica.close();
  });
});
