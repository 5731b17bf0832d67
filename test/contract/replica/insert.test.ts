import { afterEach, describe, expect, test } from 'vitest';
import { idbInserter } from '../../../renderer/replica/idbInserter.ts';
import { idbTrees } from '../../../renderer/replica/idbTrees.ts';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import { pouchConnection } from '../../../renderer/replica/pouchConnection.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import type { NewRevision } from '../../../shared/replica/leafStore.ts';
import type { PouchLeafStore } from '../../../shared/replica/pouchLeafStore.ts';
import { aPatient } from '../../support/builders/records.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';

const stores: PouchLeafStore[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

/** A store with the fast way in, and how often that was taken and refused. */
async function storeWithInserter(name: string) {
  const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(7)), 'same');
  const connection = pouchConnection(name);
  const inserter = idbInserter(connection);
  const answers: boolean[] = [];
  const store = leafStoreOver(() => openPouch(name), cipher, 'bytes', {
    async insert(documents) {
      const answer = await inserter.insert(documents);
      answers.push(answer);
      return answer;
    },
    readTrees: idbTrees(connection),
    close: () => connection.close(),
  });
  stores.push(store);
  return { store, answers, cipher };
}

/** Every row of the adapter's database; envelopes differ by their nonces, so only their size counts. */
async function rowsOf(name: string): Promise<Record<string, unknown[]>> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`_pouch_${name}`);
    request.onsuccess = () => resolve(request.result);
  });
  const names = ['document-store', 'by-sequence', 'meta-store'];
  const transaction = database.transaction(names, 'readonly');
  const rows = await Promise.all(
    names.map(async (store) => {
      const all = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
      const keys = await all(transaction.objectStore(store).getAllKeys());
      const values = await all(transaction.objectStore(store).getAll());
      return [store, values.map((value, index) => ({ key: keys[index], ...comparable(value) }))];
    }),
  );
  database.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

function comparable(value: Record<string, unknown>): object {
  const { data, e, ...row } = value;
  // The adapter keeps what it was given beside the tree; nothing reads it.
  const { revisions, ...metadata } =
    typeof data === 'string' ? (JSON.parse(data) as Record<string, unknown>) : {};
  void revisions;
  for (const key of Object.keys(row)) if (key.endsWith('_id') || key === 'db_name') delete row[key];
  return { ...row, metadata, bytes: (e as Uint8Array | undefined)?.byteLength };
}

async function someRevisions(): Promise<NewRevision[]> {
  const [one, two, three] = [aPatient(), aPatient(), aPatient()];
  const born = await arrival(two);
  const edited = await arrival(rename(two, 'Tên khác'), [born.rev]);
  const gone = await arrival(three);
  return [
    await arrival(one),
    edited,
    await arrival({ id: gone.id, closed: true, vector: {} }, [gone.rev], true),
  ];
}

describe('fast way to the trees of many records', () => {
  test('says what PouchDB says: missing, leaves, ancestors, deleted, of records that are here and that are not', async () => {
    const name = crypto.randomUUID();
    const { store, cipher } = await storeWithInserter(name);
    const slow = leafStoreOver(() => openPouch(name), cipher, 'bytes');
    stores.push(slow);
    await store.sequence();
    const patients = Array.from({ length: 12 }, () => aPatient());
    const named = new Map<string, string[]>();
    for (const [place, patient] of patients.entries()) {
      const root = await arrival(patient);
      const [mine, theirs] = [
        await arrival(rename(patient, 'Của mình'), [root.rev]),
        await arrival(rename(patient, 'Của họ'), [root.rev]),
      ];
      const gone = await arrival({ id: patient.id, closed: true, vector: {} }, [root.rev], true);
      // From nothing of it to a record with three branches, of which one was closed.
      const written = [[], [root], [mine], [mine, theirs], [root, mine, theirs, gone]][place % 5]!;
      for (const revision of written) await store.write([revision]);
      named.set(patient.id, [root.rev, mine.rev, theirs.rev, gone.rev, `9-${'0'.repeat(32)}`]);
    }
    const lacking = await store.missing(named);
    const sorted = (map: ReadonlyMap<string, readonly string[]>) =>
      [...map].map(([id, revisions]) => [id, [...revisions].sort()]).sort();
    expect(sorted(lacking)).toEqual(sorted(named).map(([id]) => [id, expect.anything()]));
    const single = await Promise.all([...named].map((one) => slow.missing(new Map([one]))));
    expect(sorted(lacking)).toEqual(sorted(new Map(single.flatMap((map) => [...map]))));
    const answer: object = await openPouch(name).revsDiff(Object.fromEntries(named) as never);
    expect(sorted(lacking)).toEqual(
      sorted(
        new Map(
          Object.entries(answer).map(([id, said]) => [id, (said as { missing: string[] }).missing]),
        ),
      ),
    );
    const ids = [...named.keys()];
    const byRev = (leaves: ReadonlyMap<string, readonly { readonly rev: string }[]>) =>
      ids.map((id) => [...leaves.get(id)!].sort((a, b) => (a.rev < b.rev ? -1 : 1)));
    expect(byRev(await store.read(ids))).toEqual(byRev(await slow.read(ids)));
    expect((await store.read(ids)).get(ids[4]!)).toHaveLength(3);
  });
});

test('a tree that can’t be read rejects: its record isn’t taken for one that isn’t here', async () => {
  const name = crypto.randomUUID();
  const { store } = await storeWithInserter(name);
  await store.sequence();
  const [whole, damaged] = [await arrival(aPatient()), await arrival(aPatient())];
  await store.write([whole, damaged]);
  const connection = pouchConnection(name);
  const database = await connection.database();
  const transaction = database.transaction('document-store', 'readwrite');
  const rows = transaction.objectStore('document-store');
  rows.get(damaged.id).onsuccess = ({ target }) => {
    const row = (target as IDBRequest<{ data: string }>).result;
    rows.put({ ...row, data: row.data.slice(0, -9) });
  };
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  await expect(idbTrees(connection)([whole.id, damaged.id])).rejects.toThrow(SyntaxError);
  connection.close();
});

describe('fast way into the stores of PouchDB’s adapter', () => {
  test('writes the rows that the adapter itself would write, and the adapter goes on from there', async () => {
    const [fast, slow] = [crypto.randomUUID(), crypto.randomUUID()];
    const [inserted, adapters] = [await storeWithInserter(fast), await storeWithInserter(slow)];
    const [first, second] = [await someRevisions(), await someRevisions()];
    for (const batch of [first, second]) {
      await inserted.store.sequence();
      await inserted.store.writeFresh(batch);
      await adapters.store.write(batch);
    }
    expect(inserted.answers).toEqual([true, true]);
    const sorted = [...first, ...second].map(({ id }) => id).sort();
    expect((await rowsOf(fast))['document-store']).toHaveLength(sorted.length);
    const byId = (rows: Record<string, unknown[]>) =>
      (rows['document-store'] as { id: string; seq: number }[]).map(({ id, seq, ...row }) => ({
        id,
        ...row,
        metadata: { ...(row as unknown as { metadata: object }).metadata, seq: 0 },
        hasSeq: seq > 0,
      }));
    expect(byId(await rowsOf(fast))).toEqual(byId(await rowsOf(slow)));
    expect((await rowsOf(fast))['meta-store']).toMatchObject([{ docCount: 4 }]);
    expect((await rowsOf(slow))['meta-store']).toMatchObject([{ docCount: 4 }]);
    // Each tree names the sequence under which its body lies.
    const bodies = new Map(
      ((await rowsOf(fast))['by-sequence'] as { key: number; _doc_id_rev: string }[]).map((row) => [
        row.key,
        row._doc_id_rev,
      ]),
    );
    for (const row of (await rowsOf(fast))['document-store'] as {
      id: string;
      seq: number;
      winningRev: string;
    }[]) {
      expect(bodies.get(row.seq)).toBe(`${row.id}::${row.winningRev}`);
    }
    // A save of somebody on top, by the adapter.
    const child = await arrival(rename(aPatientOf(first[0]!), 'Sau đó'), [first[0]!.rev]);
    await inserted.store.write([child]);
    expect(await inserted.store.sequence()).toBe(7);
    const changes = await inserted.store.changes(0, 100);
    expect(changes.map(({ id }) => id).sort()).toEqual(sorted);
    expect(changes.at(-1)).toMatchObject({ id: child.id, seq: 7, leaves: [child.rev] });
    const leaves = await inserted.store.read(sorted);
    expect(leaves.get(first[1]!.id)).toMatchObject([
      { rev: first[1]!.rev, deleted: false, ancestors: first[1]!.ancestors, body: first[1]!.body },
    ]);
    expect(leaves.get(first[2]!.id)).toMatchObject([{ deleted: true, body: first[2]!.body }]);
  });

  test('one record that stands already: nothing is inserted, and the adapter adds to its tree', async () => {
    const { store, answers } = await storeWithInserter(crypto.randomUUID());
    const patient = aPatient();
    const root = await arrival(patient);
    await store.write([root]);
    const [mine, theirs] = [
      await arrival(rename(patient, 'Của mình'), [root.rev]),
      await arrival(rename(patient, 'Của họ'), [root.rev]),
    ];
    await store.write([mine]);
    const other = await arrival(aPatient());
    await store.writeFresh([other, theirs]);
    expect(answers).toEqual([false]);
    const leaves = await store.read([patient.id, other.id]);
    expect(
      leaves
        .get(patient.id)!
        .map(({ rev }) => rev)
        .sort(),
    ).toEqual([mine.rev, theirs.rev].sort());
    expect(leaves.get(other.id)).toHaveLength(1);
  });

  test('several leaves of one record go through the adapter, in one transaction', async () => {
    const { store, answers } = await storeWithInserter(crypto.randomUUID());
    const patient = aPatient();
    const root = await arrival(patient);
    await store.sequence();
    await store.writeFresh([
      await arrival(rename(patient, 'Một'), [root.rev]),
      await arrival(rename(patient, 'Hai'), [root.rev]),
      await arrival(aPatient()),
    ]);
    expect(answers).toEqual([true]);
    expect((await store.read([patient.id])).get(patient.id)).toHaveLength(2);
    expect(await store.sequence()).toBe(3);
  });
});

function aPatientOf(revision: NewRevision) {
  return revision.body as unknown as ReturnType<typeof aPatient>;
}
