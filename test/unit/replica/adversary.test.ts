import { describe, expect, test } from 'vitest';
import { join, sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { aPatient, aRecord, asActor, someWrite } from '../../support/builders/records.ts';
import { arrival, leavesOf, rename } from '../../support/replica/arrivals.ts';
import type { Patient } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

/** The texts that stand in a unit of what memory shows. */
async function standing(replica: NodeReplica, record: AnyRecord, unit: string) {
  const shown = await replica.shown(record);
  const { units } = kinds[record.kind as 'patient'];
  return sidesOf(units, shown as unknown as CausalRecord, unit)
    .map(({ value }) => value as string | null)
    .sort();
}

const open = (leaves: readonly { deleted: boolean }[]) =>
  leaves.filter(({ deleted }) => !deleted).length;

describe('leaves that contradict each other hide nothing (invariant 2)', () => {
  test('two leaves that each claim to have seen the other: both values stand', async () => {
    const replica = await openNodeReplica();
    const born = aPatient({ sex: 'female' });
    const base = await arrival(born);
    asActor('00000000000000a1');
    const one = editedRecord<'patient'>(
      born,
      born.causality.vector,
      { name: 'An', sex: 'male' },
      someWrite(),
    );
    asActor('00000000000000a2');
    const other = editedRecord<'patient'>(
      born,
      born.causality.vector,
      { name: 'Bình', sex: 'other' },
      someWrite(),
    );
    const vector = { ...one.causality.vector, ...other.causality.vector };
    const claiming = (leaf: Patient): Patient => ({
      ...leaf,
      causality: { ...leaf.causality, vector },
    });
    await replica.receive([await arrival(claiming(one), [base.rev])]);
    await replica.receive([await arrival(claiming(other), [base.rev])]);
    expect(await standing(replica, born, 'name')).toEqual(['An', 'Bình']);
    expect(await standing(replica, born, 'sex')).toEqual(['male', 'other']);
    expect(open(await leavesOf(replica, born.id))).toBe(1);
    expect(replica.withheld()).toEqual([]);
  });

  test('a telephone number taken out by a program that keeps the causality stays', async () => {
    const replica = await openNodeReplica();
    const born = aPatient({ contacts: { nha: { phone: '0900000001' } } });
    await replica.put(born);
    const [mine] = await leavesOf(replica, born.id);
    const { contacts, ...without } = born;
    void contacts;
    await replica.receive([await arrival(without as unknown as Patient, [mine!.rev])]);
    expect(((await replica.shown(born)) as unknown as Patient).contacts).toEqual({
      nha: { phone: '0900000001' },
    });
  });

  test('the field of a disagreement, changed by such a program, is one more side', async () => {
    const replica = await openNodeReplica();
    const born = aPatient({ name: 'Tên đầu' });
    asActor('00000000000000b1');
    const one = rename(born, 'An');
    asActor('00000000000000b2');
    const other = rename(born, 'Bình');
    const disputed = join(
      kinds.patient.units,
      one as unknown as CausalRecord,
      other as unknown as CausalRecord,
    ) as unknown as Patient;
    await replica.receive([await arrival(disputed)]);
    const [mine] = await leavesOf(replica, born.id);
    await replica.receive([await arrival({ ...disputed, name: 'Cường' }, [mine!.rev])]);
    expect(await standing(replica, born, 'name')).toEqual(['An', 'Bình', 'Cường']);
  });

  test('versions too large to stand in one record stay open beside each other, and all is shown', async () => {
    const replica = await openNodeReplica();
    const patientId = newPatientId();
    const text = 'ậ'.repeat(20_000);
    const draft = aRecord('noteDraft', patientId, {
      encounterId: `${patientId}:encounter:${newPatientId()}`,
      noteType: 'progress',
    });
    const base = await arrival(draft);
    for (const writer of ['1', '2', '3', '4']) {
      asActor(`00000000000000c${writer}`);
      const sections = ['course', 'examination', 'assessment', 'plan'];
      const edits = Object.fromEntries(sections.map((name) => [name, writer + text.slice(1)]));
      const leaf = editedRecord<'noteDraft'>(
        draft,
        draft.causality.vector,
        edits,
        someWrite({ by: `bs-${writer}` }),
      );
      await replica.receive([await arrival(leaf, [base.rev])]);
    }
    expect(replica.withheld()).toEqual([]);
    const seen = (await standing(replica, draft, 'plan')).map((each) => each?.slice(0, 1));
    expect(seen).toEqual(['1', '2', '3', '4']);
    const shown = withoutRxFields((await replica.shown(draft))!) as RecordOf<'noteDraft'>;
    const settled = editedRecord<'noteDraft'>(
      shown,
      shown.causality.vector,
      { course: null, examination: null, assessment: null, plan: 'ngắn' },
      someWrite(),
    );
    expect(await replica.put(settled)).toEqual([]);
    const again = await replica.reopen();
    expect(await standing(again, draft, 'plan')).toEqual(['ngắn']);
    expect(open(await leavesOf(again, draft.id))).toBe(1);
  });
});

describe('what never changes, changed by somebody with a database at hand (invariant 4)', () => {
  const aNote = () => {
    const patientId = newPatientId();
    return aRecord('note', patientId, {
      encounterId: `${patientId}:encounter:${newPatientId()}`,
      draftId: `${patientId}:noteDraft:${newPatientId()}`,
      noteType: 'progress',
      plan: 'Mổ chân trái',
      signedBy: 'bs-a',
      signedAt: '2026-11-23T14:05:00.000+07:00',
    });
  };

  test.each(['A', 'z'])(
    'a signed note under another text (%s) stays and is shown as broken',
    async (first) => {
      const replica = await openNodeReplica();
      const note = aNote();
      await replica.put(note);
      const [mine] = await leavesOf(replica, note.id);
      await replica.receive([await arrival({ ...note, plan: `${first} chân phải` }, [mine!.rev])]);
      const plans = (await leavesOf(replica, note.id)).map(({ body }) => body!['plan']);
      expect(plans.sort()).toEqual([note.plan, `${first} chân phải`].sort());
      const shown = (await replica.shown(note)) as unknown as typeof note;
      expect(shown.plan).toBe(note.plan);
      expect(replica.withheld().map(({ reason }) => reason)).toEqual([
        'brokenImmutable',
        'brokenImmutable',
      ]);
    },
  );

  test.each(['deleted', 'changed'])(
    'a change record that is %s outside: the past is still told',
    async (how) => {
      const replica = await openNodeReplica();
      const born = aPatient({ name: 'Tên đầu' });
      await replica.put(born);
      await replica.put(rename(born, 'An'));
      const told = await replica.history(born.id);
      const first = told.find(({ units }) => units['name'] === 'Tên đầu')!;
      const [mine] = await leavesOf(replica, first.id);
      await replica.receive([
        how === 'deleted'
          ? await arrival({ id: first.id } as never, [mine!.rev], true)
          : await arrival({ ...first, units: { name: 'Tên giả' } }, [mine!.rev]),
      ]);
      const names = (await replica.history(born.id)).map(({ units }) => units['name']);
      expect(names).toContain('Tên đầu');
      expect(names).toContain('An');
    },
  );
});

test('what ended beside another value of its own write is told once, and no record is written twice', async () => {
  const replica = await openNodeReplica();
  const born = aPatient({ name: 'Tên đầu' });
  await replica.put(born);
  const renamed = rename(born, 'An');
  await replica.put(renamed);
  const [mine] = await leavesOf(replica, born.id);
  await replica.receive([await arrival({ ...renamed, name: 'Bình' }, [mine!.rev])]);
  expect(await standing(replica, born, 'name')).toEqual(['An', 'Bình']);
  const shown = withoutRxFields((await replica.shown(born))!) as Patient;
  await replica.put(rename(shown, 'Cường'));
  const history = await replica.history(born.id);
  for (const { id } of history) expect(open(await leavesOf(replica, id))).toBe(1);
  const named = history.filter(({ units }) => 'name' in units);
  expect(named.map(({ units }) => units['name']).sort()).toEqual([
    'An',
    'Bình',
    'Cường',
    'Tên đầu',
  ]);
  const an = named.find(({ units }) => units['name'] === 'An')!;
  expect(an.replaced).toEqual({ name: [born.causality.born] });
  expect(replica.withheld()).toEqual([]);
});
