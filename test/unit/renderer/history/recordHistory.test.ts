import { expect, test } from 'vitest';
import { recordHistory } from '../../../../renderer/features/history/recordHistory.ts';
import { changeRecords, birthChanges } from '../../../../shared/replica/changeRecord.ts';
import { editedRecord } from '../../../../shared/records/write.ts';
import type { Edits } from '../../../../shared/merge/join.ts';
import type { RecordOf } from '../../../../shared/records/kinds.ts';
import { joined } from '../../../support/builders/disputed.ts';
import { aPatient, asActor, someWrite } from '../../../support/builders/records.ts';

type Patient = RecordOf<'patient'>;
const at = (minute: number) => `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000+07:00`;
const actors = { ha: '00000000000000b1', lien: '00000000000000b2', khoi: '00000000000000b3' };

/** A save as the Worker makes it: the record after it, and its change records. */
function saved(
  before: Patient,
  by: keyof typeof actors,
  minute: number,
  edits: Edits,
  openedOn = before,
) {
  asActor(actors[by]);
  const write = someWrite({ by, on: `may-${by}`, at: at(minute) });
  const after = editedRecord<'patient'>(before, openedOn.causality.vector, edits, write);
  const isBirth = (change: RecordOf<'change'>) => change.dot === before.causality.born;
  return { after, changes: changeRecords(before, after).filter((change) => !isBirth(change)) };
}

function born() {
  const patient = aPatient({ name: 'Lò Văn Páo' }, someWrite({ by: 'ha', at: at(0) }));
  return { patient, changes: birthChanges(patient) };
}

const valuesOf = (record: Patient, changes: Parameters<typeof recordHistory>[1], unit: string) =>
  recordHistory(record, changes).flatMap(({ change, values }) =>
    values
      .filter((past) => past.unit === unit)
      .map(({ value, standing }) => ({ by: change.recordedBy, value, standing: standing.kind })),
  );

test('invariant 2: every past value is there, with who replaced it, the latest first', () => {
  const { patient, changes } = born();
  const second = saved(patient, 'lien', 5, { name: 'Lò Văn Pao' });
  const third = saved(second.after, 'khoi', 9, { name: 'Lò Văn Bảo' });
  const all = [...changes, ...second.changes, ...third.changes];
  expect(valuesOf(third.after, all, 'name')).toEqual([
    { by: 'khoi', value: 'Lò Văn Bảo', standing: 'current' },
    { by: 'lien', value: 'Lò Văn Pao', standing: 'superseded' },
    { by: 'ha', value: 'Lò Văn Páo', standing: 'superseded' },
  ]);
  const [, , first] = recordHistory(third.after, all);
  const name = first!.values.find(({ unit }) => unit === 'name')!;
  expect(name.standing.kind === 'superseded' && name.standing.by.recordedBy).toBe('lien');
});

test('two saves that hadn’t seen each other and touched different units were merged by themselves', () => {
  const { patient, changes } = born();
  const ha = saved(patient, 'ha', 5, { address: 'Thôn 1' });
  const lien = saved(patient, 'lien', 7, { sex: 'male' });
  const record = joined(ha.after, lien.after);
  const history = recordHistory(record, [...changes, ...ha.changes, ...lien.changes]);
  expect(history.map(({ change, merged }) => [change.recordedBy, merged])).toEqual([
    ['lien', { own: ['sex'], others: ['address'] }],
    ['ha', undefined],
    ['ha', undefined],
  ]);
});

test('a save that had seen the other merged nothing', () => {
  const { patient, changes } = born();
  const ha = saved(patient, 'ha', 5, { address: 'Thôn 1' });
  const lien = saved(ha.after, 'lien', 7, { sex: 'male' });
  const history = recordHistory(lien.after, [...changes, ...ha.changes, ...lien.changes]);
  expect(history.every(({ merged }) => merged === undefined)).toBe(true);
});

test('two values of one unit are a disagreement, not a merge, until one settles it', () => {
  const { patient, changes } = born();
  const ha = saved(patient, 'ha', 5, { name: 'Lò Văn Pao' });
  const lien = saved(patient, 'lien', 7, { name: 'Lò Văn Bảo' });
  const record = joined(ha.after, lien.after);
  const all = [...changes, ...ha.changes, ...lien.changes];
  expect(valuesOf(record, all, 'name').map(({ standing }) => standing)).toEqual([
    'disputed',
    'disputed',
    'superseded',
  ]);
  expect(recordHistory(record, all).every(({ merged }) => merged === undefined)).toBe(true);
  const settled = saved(record, 'khoi', 9, { name: 'Lò Văn Bảo' });
  expect(valuesOf(settled.after, [...all, ...settled.changes], 'name')).toEqual([
    { by: 'khoi', value: 'Lò Văn Bảo', standing: 'current' },
    { by: 'lien', value: 'Lò Văn Bảo', standing: 'superseded' },
    { by: 'ha', value: 'Lò Văn Pao', standing: 'superseded' },
    { by: 'ha', value: 'Lò Văn Páo', standing: 'superseded' },
  ]);
});

test('a form that hadn’t seen a value replaced only what it had seen: the settling replaced the rest', () => {
  const { patient, changes } = born();
  const lien = saved(patient, 'lien', 5, { name: 'Lò Văn Pao' });
  const late = saved(lien.after, 'khoi', 7, { name: 'Lò Văn Bảo' }, patient);
  const settled = saved(late.after, 'ha', 9, { name: 'Lò Văn Páo' });
  const all = [...changes, ...lien.changes, ...late.changes, ...settled.changes];
  const replacedBy = recordHistory(settled.after, all).flatMap(({ change, values }) =>
    values.flatMap(({ unit, standing }) =>
      unit === 'name' && standing.kind === 'superseded'
        ? [[change.recordedBy, standing.by.recordedBy]]
        : [],
    ),
  );
  expect(replacedBy).toEqual([
    ['khoi', 'ha'],
    ['lien', 'ha'],
    ['ha', 'lien'],
  ]);
});

test('a value whose replacement hasn’t arrived is said to be gone; one without a change record is shown', () => {
  const { patient, changes } = born();
  const lien = saved(patient, 'lien', 5, { name: 'Lò Văn Pao' });
  expect(valuesOf(lien.after, changes, 'name')).toEqual([
    { by: 'lien', value: 'Lò Văn Pao', standing: 'current' },
    { by: 'ha', value: 'Lò Văn Páo', standing: 'gone' },
  ]);
  const [unrecorded] = recordHistory(lien.after, changes);
  expect(unrecorded!.change.unrecorded).toBe(true);
  expect(unrecorded!.merged).toBeUndefined();
});
