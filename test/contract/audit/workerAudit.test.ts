import { expect, test } from 'vitest';
import { trailStoreOver } from '../../../shared/audit/trailStore.ts';
import { verifyTrails } from '../../../shared/audit/verifyTrails.ts';
import { auditDocument } from '../../../shared/audit/auditDocument.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { connectReplica } from '../../../renderer/replica/openReplica.ts';
import { openTrailStorage } from '../../../renderer/replica/trailStorage.ts';

const key = () => importDataKey(new Uint8Array(32).fill(7));
const patient = '01890000-0000-7000-8000-000000000001';

async function entriesOf(replicaName: string) {
  const cipher = cipherFor(await key(), replicaName);
  const store = trailStoreOver(await openTrailStorage(`${replicaName}-audit`), cipher);
  const identities = await store.identities();
  const all = await Promise.all(identities.map(({ epoch }) => store.read(epoch, 1, 1000)));
  store.close();
  return all.flat();
}

test('what the pages report is in the trail, in order, signed at the close, and goes on later', async () => {
  const replicaName = `audit-${crypto.randomUUID()}`;
  for (const person of ['bs-mau', 'dd-mau']) {
    const client = await connectReplica({ replicaName, key: await key(), workstation: 'noi-1' });
    await client.audit({ action: 'signIn', person });
    for (let view = 0; view < 5; view += 1) {
      void client.audit({ action: 'viewChart', person, about: { patient } });
    }
    void client.audit({ action: 'lock', person });
    await client.close();
  }
  const entries = await entriesOf(replicaName);
  expect(entries.filter(({ person }) => person === 'dd-mau').map(({ action }) => action)).toEqual([
    'signIn',
    ...Array.from({ length: 5 }, () => 'viewChart'),
    'lock',
  ]);
  const leaves = await Promise.all(
    entries.map(async (entry) => {
      const { _id, _rev } = await auditDocument(entry);
      return { id: _id, rev: _rev, deleted: false, body: entry };
    }),
  );
  const { findings, heads } = await verifyTrails(leaves);
  expect(findings).toEqual([]);
  expect(heads).toHaveLength(1);
});

test('an entry in the name of somebody who isn’t signed in is refused, and what follows is taken', async () => {
  const replicaName = `audit-${crypto.randomUUID()}`;
  const client = await connectReplica({ replicaName, key: await key(), workstation: 'noi-1' });
  const viewed = (person: string) =>
    client.audit({ action: 'viewChart', person, about: { patient } });
  await expect(viewed('bs-mau')).rejects.toThrow();
  await client.audit({ action: 'signIn', person: 'bs-mau' });
  await expect(viewed('dd-mau')).rejects.toThrow();
  await viewed('bs-mau');
  await client.close();
  const people = (await entriesOf(replicaName)).flatMap(({ person, action }) =>
    person === undefined ? [] : [`${person} ${action}`],
  );
  expect(people).toEqual(['bs-mau signIn', 'bs-mau viewChart']);
});

test('invariant 5: what is no id, count or code is refused before it is written', async () => {
  const replicaName = `audit-${crypto.randomUUID()}`;
  const client = await connectReplica({ replicaName, key: await key(), workstation: 'noi-1' });
  const about = { patient: 'Nguyễn Thị Mẫu' };
  await expect(client.audit({ action: 'viewChart', person: 'bs-mau', about })).rejects.toThrow();
  await client.close();
  expect((await entriesOf(replicaName)).map(({ action }) => action)).toEqual([
    'trailBegun',
    'checkpoint',
  ]);
});

test('a trail that can’t be opened keeps nobody from the records, and each entry is refused', async () => {
  const replicaName = `audit-${crypto.randomUUID()}`;
  const storage = await openTrailStorage(`${replicaName}-audit`);
  await storage.put([['identities', new Uint8Array(40)]], 'strict');
  storage.close();
  const client = await connectReplica({ replicaName, key: await key(), workstation: 'noi-1' });
  expect(await client.records.collections.patients.find().exec()).toEqual([]);
  await expect(client.audit({ action: 'signIn', person: 'bs-mau' })).rejects.toThrow();
  await client.close();
});
