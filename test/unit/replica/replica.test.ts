import { describe, expect, test } from 'vitest';
import { disagreements } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { StoreFailed } from '../../../shared/replica/leafStore.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { aPatient, aRecord, asActor, someWrite } from '../../support/builders/records.ts';
import { arrival, leavesOf, rename } from '../../support/replica/arrivals.ts';
import type { Patient } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

describe('saving', () => {
  test('invariant 1: what was acknowledged is there after a crash', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Lý Văn Sính' });
    expect(await replica.put(patient)).toEqual([]);
    const again = await replica.reopen();
    expect(withoutRxFields((await again.shown(patient))!)).toEqual(patient);
  });

  test('a store that fails: the row is refused, memory still shows what is stored', async () => {
    let failing: 'full' | 'failed' | undefined;
    const replica = await openNodeReplica(undefined, (store) => ({
      ...store,
      async write(revisions) {
        if (failing) throw new StoreFailed(failing);
        await store.write(revisions);
      },
    }));
    const patient = aPatient({ name: 'Trước' });
    await replica.put(patient);
    failing = 'full';
    expect((await replica.put(rename(patient, 'Sau'))).map((row) => row.status)).toEqual([507]);
    failing = 'failed';
    expect((await replica.put(rename(patient, 'Sau'))).map((row) => row.status)).toEqual([500]);
    failing = undefined;
    expect((await replica.shown(patient))?.['name' as never]).toBe('Trước');
    expect(await replica.put(rename(patient, 'Sau'))).toEqual([]);
  });

  test('memory is touched only after the store has committed', async () => {
    let seenDuringWrite: unknown = 'unset';
    const replica: NodeReplica = await openNodeReplica(undefined, (store) => ({
      ...store,
      async write(revisions) {
        seenDuringWrite = await replica.shown(patient);
        await store.write(revisions);
      },
    }));
    const patient = aPatient();
    await replica.put(patient);
    expect(seenDuringWrite).toBeUndefined();
    expect(await replica.shown(patient)).toBeDefined();
  });

  test('invariant 4: a signed record is never written again', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient();
    const signed = aRecord('note', patient.patientId, {
      encounterId: `${patient.patientId}:encounter:${patient.patientId}`,
      draftId: 'x',
      noteType: 'progress',
      course: 'Ổn định',
      signedBy: 'bs-a',
      signedAt: '2026-11-23T14:05:00.000+07:00',
    });
    expect(await replica.put(signed)).toEqual([]);
    const changed = { ...signed, course: 'Khác' };
    expect((await replica.put(changed)).map((row) => row.status)).toEqual([422]);
    expect(await leavesOf(replica, signed.id)).toHaveLength(1);
  });

  test('a write that has not seen what stands is refused, not rebased', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient();
    await replica.put(patient);
    await replica.put(rename(patient, 'Một'));
    // Composed over the first version, offered over the second.
    const unaware = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { name: 'Hai' },
      someWrite({ dot: 'bbbbbbbbbbbbbbbb.1' }),
    );
    expect((await replica.put(unaware)).map((row) => row.status)).toEqual([422]);
  });

  test('saves and arrivals in one moment: each sees what the one before left', async () => {
    const replica = await openNodeReplica();
    const patients = Array.from({ length: 20 }, () => aPatient());
    const arrivals = await Promise.all(patients.slice(10).map((p) => arrival(p)));
    const results = await Promise.all([
      ...patients.slice(0, 10).map((patient) => replica.put(patient)),
      ...arrivals.map((leaf) => replica.receive([leaf])),
    ]);
    expect(results.flat().filter(Boolean)).toEqual([]);
    for (const patient of patients) expect(await replica.shown(patient)).toBeDefined();
  });
});

describe('arrivals', () => {
  test('an edit from elsewhere replaces what it has seen', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient();
    await replica.put(patient);
    const [leaf] = await leavesOf(replica, patient.id);
    await replica.receive([await arrival(rename(patient, 'Từ máy khác'), [leaf!.rev])]);
    expect((await replica.shown(patient))?.['name' as never]).toBe('Từ máy khác');
    expect(await leavesOf(replica, patient.id)).toHaveLength(1);
  });

  test('memory shows the join of two leaves, never merely the winner (D2)', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Gốc' });
    await replica.put(patient);
    const [leaf] = await leavesOf(replica, patient.id);
    const mine = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { address: 'Xã Tôi' },
      someWrite({ dot: '1111111111111111.1' }),
    );
    await replica.put(mine);
    const theirs = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { name: 'Của họ' },
      someWrite({ dot: '2222222222222222.1' }),
    );
    await replica.receive([await arrival(theirs, [leaf!.rev])]);
    const check = async (of: NodeReplica) => {
      const shown = (await of.shown(patient)) as unknown as Patient;
      expect([shown.name, shown.address]).toEqual(['Của họ', 'Xã Tôi']);
      expect(disagreements(shown as unknown as CausalRecord)).toEqual([]);
    };
    await check(replica);
    const again = await replica.reopen();
    await check(again);
    // A save on the join covers both leaves.
    const shown = withoutRxFields((await again.shown(patient))!) as Patient;
    expect(await again.put(rename(shown, 'Đã xem cả hai'))).toEqual([]);
    const last = await again.reopen();
    expect(((await last.shown(patient)) as unknown as Patient).name).toBe('Đã xem cả hai');
  });

  test('the same leaf twice changes nothing', async () => {
    const replica = await openNodeReplica();
    const leaf = await arrival(aPatient());
    await replica.receive([leaf]);
    await replica.receive([leaf, leaf]);
    expect(await leavesOf(replica, leaf.id)).toHaveLength(1);
  });

  test('a foreign deletion hides nothing: the record is asserted again, the same everywhere', async () => {
    const revisions: string[] = [];
    const patient = aPatient({ name: 'Vẫn còn' });
    const first = await arrival(patient);
    const tombstone = await arrival({ id: patient.id }, [first.rev], true);
    for (const name of ['one', 'two']) {
      const replica = await openNodeReplica(`${name}-${crypto.randomUUID()}`);
      await replica.receive([first]);
      await replica.receive([tombstone]);
      const again = await replica.reopen();
      expect(((await again.shown(patient)) as unknown as Patient).name).toBe('Vẫn còn');
      const live = (await leavesOf(again, patient.id)).filter((leaf) => !leaf.deleted);
      expect(live.map((leaf) => leaf.origin)).toEqual(['local']);
      revisions.push(live[0]!.rev);
    }
    expect(revisions[0]).toBe(revisions[1]);
  });

  test('a closing tombstone is taken where a leaf stands that covers it, and only there', async () => {
    const patient = aPatient();
    const a = await arrival(rename(patient, 'A'));
    const asB = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { address: 'B' },
      someWrite({ dot: 'bbbbbbbbbbbbbbbb.1' }),
    );
    const b = await arrival(asB);
    const closing = await arrival(
      { id: patient.id, closed: true, vector: asB.causality.vector },
      [b.rev],
      true,
    );
    const live = async (of: NodeReplica) =>
      (await leavesOf(of, patient.id)).filter((leaf) => !leaf.deleted);
    const bothStand = async (of: NodeReplica) => {
      const shown = (await of.shown(patient)) as unknown as Patient;
      expect([shown.name, shown.address]).toEqual(['A', 'B']);
      expect(await live(of)).toHaveLength(1);
    };
    // The closing comes before `a` does: nothing here covers what it closes.
    const uncovered = await openNodeReplica();
    await uncovered.receive([b]);
    await uncovered.receive([closing]);
    expect((await live(uncovered)).map((leaf) => leaf.body?.['address'])).toEqual(['B']);
    await uncovered.receive([a]);
    await bothStand(uncovered);

    const covered = await openNodeReplica();
    await covered.receive([a, b]);
    await covered.receive([closing]);
    await bothStand(covered);
  });
});

describe('leaves that cannot be joined', () => {
  test('a record that breaks its schema is kept, listed, and in nobody’s way (invariant 6)', async () => {
    const replica = await openNodeReplica();
    const good = aPatient();
    const broken = { ...aPatient(), sex: 'of no kind' };
    await replica.receive([await arrival(broken), await arrival(good)]);
    const check = async (of: NodeReplica) => {
      expect(of.withheld()).toMatchObject([{ id: broken.id, reason: 'badSchema', path: 'sex' }]);
      expect(await of.shown(good)).toBeDefined();
      expect(await of.shown(broken as never)).toBeUndefined();
    };
    await check(replica);
    await check(await replica.reopen());
  });

  test('a damaged version on top of ours does not hide ours', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Bản của tôi' });
    await replica.put(patient);
    const [leaf] = await leavesOf(replica, patient.id);
    await replica.receive([await arrival({ ...patient, sex: 7 } as never, [leaf!.rev])]);
    const again = await replica.reopen();
    expect(((await again.shown(patient)) as unknown as Patient).name).toBe('Bản của tôi');
    expect(again.withheld()).toMatchObject([{ reason: 'badSchema', path: 'sex' }]);
    expect(await again.put(rename(patient, 'Sửa tiếp'))).toEqual([]);
  });

  test('a version from a newer app is kept and read-only; the last readable one is shown', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Đọc được' });
    await replica.put(patient);
    const [leaf] = await leavesOf(replica, patient.id);
    const newer = { ...rename(patient, 'Mới hơn'), schemaVersion: 99, invented: true };
    await replica.receive([await arrival(newer, [leaf!.rev])]);
    const check = async (of: NodeReplica) => {
      expect(of.withheld()).toMatchObject([{ id: patient.id, reason: 'newerVersion' }]);
      expect(((await of.shown(patient)) as unknown as Patient).name).toBe('Đọc được');
      expect((await of.put(rename(patient, 'Ghi đè'))).map((row) => row.status)).toEqual([422]);
      const live = await leavesOf(of, patient.id);
      expect(live.map((stored) => stored.body?.['schemaVersion'])).toEqual([99]);
    };
    await check(replica);
    await check(await replica.reopen());
  });

  test('an envelope that was damaged on disk: listed, the others load, nothing is overwritten', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Bản đầu' });
    const other = aPatient();
    await replica.put(patient);
    const [first] = await leavesOf(replica, patient.id);
    await replica.put(other);
    // A leaf whose envelope doesn't open, as a bad sector leaves it.
    await replica.pouch.bulkDocs(
      [
        {
          _id: patient.id,
          _rev: `2-${'a'.repeat(32)}`,
          _revisions: { start: 2, ids: ['a'.repeat(32), first!.rev.slice(2)] },
          e: 'AQAAAAAA',
        },
      ] as never,
      { new_edits: false },
    );
    const again = await replica.reopen();
    expect(again.withheld()).toMatchObject([{ id: patient.id, reason: 'damagedOnDisk' }]);
    expect(await again.shown(other)).toBeDefined();
    expect(((await again.shown(patient)) as unknown as Patient).name).toBe('Bản đầu');
    expect((await again.put(rename(patient, 'Ghi đè'))).map((row) => row.status)).toEqual([422]);
  });
});

test('the builders write as different actors where a test says so', () => {
  asActor('00000000000000bb');
  expect(someWrite().dot.startsWith('00000000000000bb.')).toBe(true);
  asActor('00000000000000aa');
});
