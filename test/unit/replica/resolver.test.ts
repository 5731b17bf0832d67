import { describe, expect, test } from 'vitest';
import { disagreements } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { arrival, leavesOf, rename } from '../../support/replica/arrivals.ts';
import type { Patient } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

describe('the resolver (D5)', () => {
  const born = { dot: '0000000000000001.1' };
  async function twoLeaves() {
    const patient = aPatient({ name: 'Gốc' }, someWrite(born));
    const first = await arrival(patient);
    const a = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { name: 'Từ A' },
      someWrite({ dot: 'aaaaaaaaaaaaaaaa.1' }),
    );
    const b = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { name: 'Từ B' },
      someWrite({ dot: 'bbbbbbbbbbbbbbbb.1' }),
    );
    return { patient, first, a: await arrival(a, [first.rev]), b: await arrival(b, [first.rev]) };
  }

  test('invariant 3: whatever the order and the repetition, the same leaves and the same bytes', async () => {
    const { patient, first, a, b } = await twoLeaves();
    const results: string[] = [];
    for (const batches of [
      [[first], [a], [b]],
      [[first, b], [a], [a]],
      [[b, a]],
      [[a, first, b]],
    ]) {
      const replica = await openNodeReplica();
      for (const batch of batches) await replica.receive(batch);
      const leaves = await leavesOf(replica, patient.id);
      expect(leaves.filter((leaf) => !leaf.deleted)).toHaveLength(1);
      results.push(
        JSON.stringify(
          leaves.map(({ rev, deleted, body }) => ({ rev, deleted, body })).sort(byRev),
        ),
      );
    }
    expect(new Set(results).size).toBe(1);
  });

  test('where one leaf already equals the join nothing new is written, the others are closed', async () => {
    const { patient, first, a, b } = await twoLeaves();
    const one = await openNodeReplica();
    await one.receive([first, a, b]);
    const [joined] = (await leavesOf(one, patient.id)).filter((leaf) => !leaf.deleted);
    const two = await openNodeReplica();
    await two.receive([first, a]);
    await two.receive([b, { ...joined!, body: joined!.body!, origin: 'server' }]);
    const live = (await leavesOf(two, patient.id)).filter((leaf) => !leaf.deleted);
    expect(live.map((leaf) => leaf.rev)).toEqual([joined!.rev]);
  });

  test('a crash between arrival and join: the next start joins', async () => {
    const { patient, first, a, b } = await twoLeaves();
    const replica = await openNodeReplica();
    await replica.receive([first, a]);
    await replica.store.write([b]);
    const again = await replica.reopen();
    expect((await leavesOf(again, patient.id)).filter((leaf) => !leaf.deleted)).toHaveLength(1);
    const shown = (await again.shown(patient)) as unknown as CausalRecord;
    expect(disagreements(shown)).toEqual(['name']);
  });

  test('a leaf without causality is joined conservatively: what differs stands as two sides', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Của tôi', address: 'Xã Mẫu' });
    await replica.put(patient);
    const foreign: Record<string, unknown> = { ...patient, name: 'Bằng curl' };
    delete foreign['causality'];
    const [leaf] = await leavesOf(replica, patient.id);
    await replica.receive([await arrival(foreign as never, [leaf!.rev])]);
    const shown = (await replica.shown(patient)) as unknown as CausalRecord;
    expect(disagreements(shown)).toEqual(['name']);
    expect(shown['address']).toBe('Xã Mẫu');
    // The history holds what both births wrote, also of units that are only changed later.
    const record = withoutRxFields((await replica.shown(patient))!) as Patient;
    const settled = rename(record, 'Đã quyết');
    expect(await replica.put(settled)).toEqual([]);
    const moved = editedRecord<'patient'>(
      settled,
      settled.causality.vector,
      { address: 'Xã Khác' },
      someWrite(),
    );
    expect(await replica.put(moved)).toEqual([]);
    const told = await replica.history(patient.id);
    const values = (unit: string) => told.flatMap(({ units }) => units[unit] ?? []).sort();
    expect(values('name')).toEqual(['Bằng curl', 'Của tôi', 'Đã quyết']);
    expect(values('address')).toEqual(['Xã Khác', 'Xã Mẫu', 'Xã Mẫu']);
  });

  test('a value changed under the dot of another (hand-edited): both values stand', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Của tôi' });
    await replica.put(patient);
    const [leaf] = await leavesOf(replica, patient.id);
    await replica.receive([await arrival({ ...patient, name: 'Sửa tay' }, [leaf!.rev])]);
    const shown = (await replica.shown(patient)) as unknown as CausalRecord;
    expect(shown.causality.siblings?.['name']?.map(({ value }) => value).sort()).toEqual([
      'Của tôi',
      'Sửa tay',
    ]);
    // The history holds both, before and after somebody settles it.
    const told = async () =>
      (await replica.history(patient.id)).flatMap((change) => change.units['name'] ?? []).sort();
    expect(await told()).toEqual(['Của tôi', 'Sửa tay']);
    const record = withoutRxFields((await replica.shown(patient))!) as Patient;
    expect(await replica.put(rename(record, 'Đã quyết'))).toEqual([]);
    expect(await told()).toEqual(['Của tôi', 'Sửa tay', 'Đã quyết']);
    const [standing] = (await leavesOf(replica, patient.id)).filter((one) => !one.deleted);
    const again = { ...standing!.body!, name: 'Lại sửa tay' };
    await replica.receive([await arrival(again as never, [standing!.rev])]);
    const disputed = withoutRxFields((await replica.shown(patient))!) as Patient;
    expect(await replica.put(rename(disputed, 'Quyết lại'))).toEqual([]);
    expect(await told()).toEqual(['Của tôi', 'Lại sửa tay', 'Quyết lại', 'Sửa tay', 'Đã quyết']);
  });

  test('history: every acknowledged value is found again, on the other workstation too', async () => {
    const here = await openNodeReplica();
    const patient = aPatient({ name: 'Một' });
    await here.put(patient);
    const second = rename(patient, 'Hai');
    await here.put(second);
    await here.put(rename(second, 'Ba'));
    const there = await openNodeReplica();
    const everything = await here.store.changes(0, 100);
    const leaves = await here.store.read(everything.map(({ id }) => id));
    await there.receive(
      [...leaves.values()].flat().map((leaf) => ({ ...leaf, body: leaf.body!, origin: 'server' })),
    );
    const names = async (of: NodeReplica) =>
      (await of.history(patient.id)).map((change) => change.units['name']).sort();
    expect(await names(here)).toEqual(['Ba', 'Hai', 'Một']);
    expect(await names(there)).toEqual(['Ba', 'Hai', 'Một']);
    expect(await names(await there.reopen())).toEqual(['Ba', 'Hai', 'Một']);
  });

  test('two first edits at once leave one record of the birth, and both edits', async () => {
    const patient = aPatient({ name: 'Gốc' });
    const first = await arrival(patient);
    const [one, two] = [await openNodeReplica(), await openNodeReplica()];
    for (const [replica, name, dot] of [
      [one, 'Từ một', 'aaaaaaaaaaaaaaa3.1'],
      [two, 'Từ hai', 'bbbbbbbbbbbbbbb3.1'],
    ] as const) {
      await replica.receive([first]);
      const edit = editedRecord<'patient'>(
        patient,
        patient.causality.vector,
        { name },
        someWrite({ dot }),
      );
      expect(await replica.put(edit)).toEqual([]);
    }
    const ids = (await two.store.changes(0, 100)).map(({ id }) => id);
    const leaves = [...(await two.store.read(ids)).values()].flat();
    await one.receive(leaves.map((leaf) => ({ ...leaf, body: leaf.body!, origin: 'server' })));
    const names = (await one.history(patient.id)).map((change) => change.units['name']);
    expect(names.sort()).toEqual(['Gốc', 'Từ hai', 'Từ một']);
    expect(one.withheld()).toEqual([]);
  });
});

function byRev(a: { rev: string }, b: { rev: string }): number {
  return a.rev < b.rev ? -1 : 1;
}
