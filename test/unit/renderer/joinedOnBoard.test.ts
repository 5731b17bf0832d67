import { describe, expect, it } from 'vitest';
import { joinedOnBoard } from '../../../renderer/features/identities/oneOfEach.ts';
import type { BoardPatient } from '../../../renderer/features/ward/boardPatients.ts';
import { linking } from '../../../shared/identity/links/parting.ts';
import { noGroups, patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';
import { newRecord } from '../../../shared/records/write.ts';
import type { Delivery } from '../../../shared/sync/status.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';

const [a = '', b = '', c = ''] = [newPatientId(), newPatientId(), newPatientId()].sort();
const person = (id: string, fields: Partial<FieldsOf<'patient'>>) =>
  aPatient({ allergyStatement: 'noneKnown', ...fields }, someWrite(), id);
const row = (
  patient: ReturnType<typeof person>,
  more: Partial<BoardPatient> = {},
): BoardPatient => ({
  patientId: patient.patientId,
  patient,
  room: '201',
  bed: '01',
  startedAt: '2026-11-23T07:00:00.000+07:00',
  diagnosis: undefined,
  allergy: 'noneKnown',
  drugOrders: 0,
  drafts: 0,
  disputed: false,
  setAside: 0,
  delivery: 'onServer',
  like: { beds: [], differing: [] },
  sharesBed: false,
  ...more,
});
const join = (one: string, other: string) => {
  const { patientId, fields } = linking(noGroups, [one, other], [], undefined);
  return newRecord('patientLink', patientId, fields, someWrite());
};
/** Charts of identities, wherever they are; all of them are on the server unless told. */
const charts = (
  delivery: Readonly<Record<string, Delivery>> = {},
  setAside: Readonly<Record<string, number>> = {},
) => ({
  delivery: (id: string) => delivery[id] ?? ('onServer' as const),
  setAside: (id: string) => setAside[id] ?? 0,
});

const named = person(a, { name: 'Quách Thị Mận' });
const twice = person(b, { name: 'Quach Thi Man', allergyStatement: 'notAsked' });
const another = person(c, { name: 'Lò Văn Mẫu' });

describe('two identities of one person on the board', () => {
  const groups = patientGroups([join(a, b)]);

  it('are one line, with what is due on either of them; others keep theirs', () => {
    const board = [
      row(twice, { bed: '02', drugOrders: 2, drafts: 1, disputed: true, delivery: 'hereOnly' }),
      row(another, { bed: '03', drugOrders: 4 }),
      row(named, { bed: '01', drugOrders: 1, drafts: 1 }),
    ];
    const joined = joinedOnBoard(
      board,
      groups,
      [named, twice, another],
      [],
      charts({}, { [a]: 1, [b]: 2 }),
    );
    expect(joined).toHaveLength(2);
    expect(joined[0]).toMatchObject({
      patientId: b,
      bed: '02',
      patient: { name: 'Quách Thị Mận' },
      allergy: 'notAsked',
      drugOrders: 3,
      drafts: 2,
      setAside: 3,
      disputed: true,
    });
    expect(joined[1]).toBe(board[1]);
  });

  it('have the allergy of whichever has one, though only the other one lies here', () => {
    const fields = { substance: 'Penicillin', certainty: 'confirmed', status: 'active' } as const;
    const allergy = newRecord('allergy', b, fields, someWrite());
    const [joined] = joinedOnBoard([row(named)], groups, [named, twice], [allergy], charts());
    expect(joined).toMatchObject({ patientId: a, allergy: 'known' });
  });

  it.each([
    ['hereOnly', { [b]: 'hereOnly' }],
    ['refused', { [a]: 'hereOnly', [b]: 'refused' }],
    ['toCompare', { [b]: 'toCompare' }],
    ['onServer', {}],
  ] as const)('invariant 7: are %s as a whole where either chart is', (word, delivery) => {
    const [joined] = joinedOnBoard([row(named)], groups, [named, twice], [], charts(delivery));
    expect(joined!.delivery).toBe(word);
  });

  it('invariant 7: what was set aside in the chart of the one that isn’t here is counted', () => {
    const of = charts({}, { [b]: 2 });
    expect(joinedOnBoard([row(named)], groups, [named, twice], [], of)[0]!.setAside).toBe(2);
  });

  it('stand by themselves where nobody joined them', () => {
    const board = [row(named), row(twice)];
    expect(joinedOnBoard(board, noGroups, [named, twice], [], charts())).toEqual(board);
  });
});
