import { expect, test } from 'vitest';
import { keepMatches } from '../../../../../shared/identity/matching/keepMatches.ts';
import { patientsOfReplica } from '../../../../../shared/identity/matching/patientsOfReplica.ts';
import { kinds } from '../../../../../shared/records/kinds.ts';
import { aPatient } from '../../../../support/builders/records.ts';
import { openNodeReplica } from '../../../../support/replica/nodeReplica.ts';

const fields = { name: 'Quách Thị Mận', birthDate: '1988-02-11', sex: 'female' } as const;

test('a likely double is the record that stands, and nothing more: a chart’s panel saves it on', async () => {
  const replica = await openNodeReplica();
  const [first, second] = [aPatient(fields), aPatient({ ...fields, name: 'Quach Thi Man' })];
  await replica.put(first);
  const matches = keepMatches(patientsOfReplica(replica));
  await expect.poll(async () => (await matches.likely(said, 4)).length).toBe(1);
  // One that was there when the matcher began, and one that came.
  await replica.put(second);
  await expect.poll(async () => (await matches.likely(said, 4)).length).toBe(2);
  const found = (await matches.likely(said, 4)).map(({ patient }) => patient);
  expect(found).toEqual(expect.arrayContaining([first, second]));
  for (const patient of found) expect(kinds.patient.schema.safeParse(patient).success).toBe(true);
  matches.stop();
  await replica.close();
});

const said = { ...fields, phones: [], numbers: [] };
