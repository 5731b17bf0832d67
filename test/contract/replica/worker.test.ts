import { expect, test } from 'vitest';
import { connectReplica } from '../../../renderer/replica/openReplica.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';

const author = { person: 'bs-a', workstation: 'noi-1' };
const key = () => importDataKey(new Uint8Array(32).fill(7));

test('pages, Worker and disk: saves, concurrent saves and keystrokes survive a restart', async () => {
  const replicaName = `worker-${crypto.randomUUID()}`;
  const first = await connectReplica({ replicaName, key: await key() });
  const saved = await first.records.create(
    'patient',
    newPatientId(),
    {
      recordNumber: 'T1-000001',
      name: 'Nguyễn Thị Mẫu',
      sex: 'female',
      allergyStatement: 'notAsked',
    },
    author,
  );
  const edited = await first.records.save<'patient'>(saved, { address: 'Xã Mẫu' }, author);
  expect(edited.address).toBe('Xã Mẫu');
  // Two forms were opened on one version: neither has seen the other, so both values stand.
  await Promise.all([
    first.records.save<'patient'>(edited, { name: 'Bản một' }, author),
    first.records.save<'patient'>(edited, { name: 'Bản hai' }, author),
  ]);
  await first.journal.write('phím', { text: 'đang gõ dở' });
  await first.close();

  const second = await connectReplica({ replicaName, key: await key() });
  const document = await second.records.collections.patients.findOne(saved.id).exec();
  const found = document!.toJSON() as RecordOf<'patient'>;
  expect(found.address).toBe('Xã Mẫu');
  expect(found.causality.siblings?.['name']?.map(({ value }) => value).sort()).toEqual([
    'Bản hai',
    'Bản một',
  ]);
  expect(await second.journal.read('phím')).toEqual({ text: 'đang gõ dở' });
  expect(await second.journal.keys()).toEqual(['phím']);
  await second.journal.remove('phím');
  expect(await second.journal.keys()).toEqual([]);
  await second.close();
});
