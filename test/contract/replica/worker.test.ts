import { expect, test } from 'vitest';
import { importDataKey } from '../../../shared/replica/envelope.ts';
import { connectReplica } from '../../../renderer/replica/openReplica.ts';
import { newPatientId } from '../../../shared/records/ids.ts';

const author = { person: 'bs-a', workstation: 'noi-1' };
const key = () => importDataKey(new Uint8Array(32).fill(7));

test('a record survives closing and opening the replica', async () => {
  const replicaName = `test-${crypto.randomUUID()}`;
  const first = await connectReplica({ replicaName, key: await key() });
  const patientId = newPatientId();
  const saved = await first.records.create(
    'patient',
    patientId,
    {
      recordNumber: 'T1-000001',
      name: 'Nguyễn Thị Mẫu',
      sex: 'female',
      allergyStatement: 'notAsked',
    },
    author,
  );
  const edited = await first.records.save(saved, { name: 'Nguyễn Thị Mẫu Hai' }, author);
  expect(edited.name).toBe('Nguyễn Thị Mẫu Hai');
  const n1 = first.records.save(edited, { name: 'A một' }, author);
  const n2 = first.records.save(edited, { name: 'A hai' }, author);
  await Promise.all([n1, n2]);
  await first.journal.write('k', { a: 1 });
  await first.close();

  const second = await connectReplica({ replicaName, key: await key() });
  const found = await second.records.collections.patients.findOne(saved.id).exec();
  console.log(JSON.stringify(found!.toJSON()));
  expect(await second.journal.read('k')).toEqual({ a: 1 });
  expect(await second.journal.keys()).toEqual(['k']);
  await second.close();
});
