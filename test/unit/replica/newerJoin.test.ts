import { expect, test } from 'vitest';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { joinLeaves } from '../../../shared/records/joinLeaves.ts';
import { patient as definition } from '../../../shared/records/patient.ts';
import { revisionOf } from '../../../shared/replica/revision.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { arrival, leavesOf } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';

test('D1: a newer app joins two leaves: an older one keeps the closing, shows what it can read, and writes nothing against it', async () => {
  const replica = await openNodeReplica();
  const born = aPatient();
  const root = await arrival(born);
  const named = (name: string, dot: string) =>
    editedRecord<'patient'>(born, born.causality.vector, { name }, someWrite({ dot }));
  const one = named('Một', '1111111111111111.1');
  const two = named('Hai', '2222222222222222.1');
  const [first, second] = [await arrival(one, [root.rev]), await arrival(two, [root.rev])];
  await replica.receive([first]);
  const { record } = joinLeaves(
    [
      { rev: first.rev, record: one },
      { rev: second.rev, record: two },
    ],
    definition as never,
  );
  const newer = { ...record, schemaVersion: born.schemaVersion + 1 } as AnyRecord;
  const joined = await arrival(newer as never, [second.rev, root.rev]);
  const closing = { closed: true, vector: one.causality.vector };
  const closed = {
    ...(await arrival({ id: born.id, ...closing }, [first.rev, root.rev], true)),
    rev: await revisionOf({ ...closing, deleted: true }, first.rev),
    body: closing,
  };
  await replica.receive([joined, closed]);
  const leaves = await leavesOf(replica, born.id);
  // Else either app would write against the other for ever.
  expect(leaves.filter(({ origin }) => origin === 'local')).toEqual([]);
  expect(replica.withheld()).toMatchObject([{ rev: joined.rev, reason: 'newerVersion' }]);
  expect(await replica.shown(born)).toMatchObject({ name: 'Một' });
  expect(await replica.put({ ...one })).not.toEqual([]);
  await replica.close();
});
