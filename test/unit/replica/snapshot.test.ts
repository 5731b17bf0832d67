import { describe, expect, test } from 'vitest';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import type { Bytes } from '../../../shared/replica/envelope.ts';
import { snapshotOver } from '../../../shared/replica/snapshot.ts';
import type { SnapshotStorage } from '../../../shared/replica/snapshot.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

function chunksInMemory(): SnapshotStorage & { readonly chunks: Map<string, Bytes> } {
  const chunks = new Map<string, Bytes>();
  return {
    chunks,
    read: async (name) => chunks.get(name),
    async write(name, chunk) {
      chunks.set(name, chunk);
    },
    async keepOnly(names) {
      for (const name of chunks.keys()) if (!names.has(name)) chunks.delete(name);
    },
  };
}

const patients = Array.from({ length: 1200 }, (_unused, index) =>
  aPatient({ name: `Người số ${String(index)}` }),
);

async function filled(storage: SnapshotStorage): Promise<NodeReplica> {
  const replica = await openNodeReplica(undefined, (store) => store, storage);
  for (const patient of patients) await replica.put(patient);
  return replica;
}

async function names(replica: NodeReplica): Promise<unknown[]> {
  const documents = await replica.memory.documents(patients.map(({ id }) => id));
  return patients.map(({ id }) => (documents.get(id) as RecordOf<'patient'> | undefined)?.name);
}

describe('the packed snapshot is a cache', () => {
  test('a start from it shows what a start from the store shows, and later changes too', async () => {
    const storage = chunksInMemory();
    const replica = await filled(storage);
    await replica.writeSnapshot();
    const changed = editedRecord<'patient'>(
      patients[7]!,
      patients[7]!.causality.vector,
      { name: 'Đổi sau bản chụp' },
      someWrite(),
    );
    const added = aPatient({ name: 'Thêm sau bản chụp' });
    await replica.put(changed);
    await replica.put(added);
    const before = await names(replica);
    const again = await replica.reopen();
    expect(again.readFromStore).toBe(2);
    expect(await names(again)).toEqual(before);
    expect(before[7]).toBe('Đổi sau bản chụp');
    expect(await again.shown(added)).toBeDefined();
    // What came from a snapshot is extended at its right place in the tree.
    const shown = patients[9]!;
    const edit = editedRecord<'patient'>(
      shown,
      shown.causality.vector,
      { name: 'Sửa' },
      someWrite(),
    );
    expect(await again.put(edit)).toEqual([]);
    expect((await again.store.read([shown.id])).get(shown.id)).toHaveLength(1);
  });

  test('a damaged, a missing and a truncated chunk: everything comes from the store', async () => {
    const storage = chunksInMemory();
    let replica = await filled(storage);
    for (const damage of ['flip', 'drop', 'cut'] as const) {
      await replica.writeSnapshot();
      const name = [...storage.chunks.keys()].find((key) => key.endsWith('/1'))!;
      const chunk = storage.chunks.get(name)!;
      if (damage === 'flip') chunk[chunk.length - 40]! ^= 1;
      if (damage === 'drop') storage.chunks.delete(name);
      if (damage === 'cut') storage.chunks.set(name, chunk.slice(0, 100));
      replica = await replica.reopen();
      expect(replica.snapshotDamaged).toBe(true);
      expect(await names(replica)).toEqual(patients.map(({ name: own }) => own));
    }
  });

  test('a chunk of another snapshot in its place is not believed', async () => {
    const storage = chunksInMemory();
    const replica = await filled(storage);
    await replica.writeSnapshot();
    const [first, second] = [...storage.chunks.keys()].filter((key) => key !== 'header');
    storage.chunks.set(first!, storage.chunks.get(second!)!);
    const again = await replica.reopen();
    expect(again.snapshotDamaged).toBe(true);
    expect(await names(again)).toEqual(patients.map(({ name }) => name));
  });

  test('a snapshot ahead of its store (a store from a backup), or of another store, is not believed', async () => {
    const storage = chunksInMemory();
    const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(9)), 'noi');
    async function* chunks() {
      yield [
        { id: patients[0]!.id, shown: patients[0], locked: false, parent: '1-a', withheld: [] },
      ];
    }
    await snapshotOver(storage, cipher, 'this store').write(100, chunks());
    const taken: unknown[] = [];
    const read = (instance: string, sequence: number) =>
      snapshotOver(storage, cipher, instance).read(sequence, async (entries) => {
        taken.push(...entries);
      });
    expect(await read('this store', 99)).toEqual({ kind: 'absent' });
    expect(await read('another store', 100)).toEqual({ kind: 'damaged' });
    expect(taken).toEqual([]);
    expect(await read('this store', 100)).toEqual({ kind: 'read', sequence: 100 });
    expect(taken).toHaveLength(1);
  });

  test('a crash while a new one is written leaves the old one whole', async () => {
    const storage = chunksInMemory();
    const replica = await filled(storage);
    await replica.writeSnapshot();
    let writes = 0;
    const crashing: SnapshotStorage = {
      ...storage,
      async write(name, chunk) {
        writes += 1;
        if (writes > 2) throw new Error('power cut');
        await storage.write(name, chunk);
      },
    };
    await replica.close();
    const second = await openNodeReplica(replica.name, (store) => store, crashing);
    await expect(second.writeSnapshot()).rejects.toThrow('power cut');
    await second.close();
    const third = await openNodeReplica(replica.name, (store) => store, storage);
    expect([third.snapshotDamaged, third.readFromStore]).toEqual([false, 0]);
    expect(await names(third)).toEqual(patients.map(({ name }) => name));
  });
});
