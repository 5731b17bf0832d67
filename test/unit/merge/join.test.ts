import { describe, expect, test } from 'vitest';
import { apply, disagreements, join, sidesOf, supersedes } from '../../../shared/merge/join.ts';
import type { CausalRecord, Edits } from '../../../shared/merge/join.ts';
import { patient as patientKind } from '../../../shared/records/patient.ts';
import { encounter as encounterKind } from '../../../shared/records/encounter.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { aPatient, aRecord, someWrite } from '../../support/builders/records.ts';

const units = patientKind.units;
const asCausal = (record: unknown) => record as CausalRecord;

let counter = 0;
/** A write by somebody, on their own replica. */
function edit(record: CausalRecord, by: string, edits: Edits, basis = record): CausalRecord {
  counter += 1;
  const actor = by.padEnd(16, '0');
  const at = `2026-11-23T15:${String(counter % 60).padStart(2, '0')}:00.000+07:00`;
  return apply(units, record, basis.causality.vector, edits, `${actor}.${String(counter)}`, {
    by,
    at,
    on: `${by}-pc`,
  });
}

describe('join of two versions of one record', () => {
  test('what did not collide is simply there', () => {
    const born = asCausal(aPatient());
    const a = edit(born, 'a', { address: 'Xã Một' });
    const b = edit(born, 'b', { birthDate: { birthDate: '1957-03-15' } });
    const joined = join(units, a, b);
    expect(joined).toMatchObject({ address: 'Xã Một', birthDate: '1957-03-15' });
    expect(disagreements(joined)).toEqual([]);
  });

  test('invariant 2: two values written at once both stand, with author, time and place', () => {
    const born = asCausal(aPatient());
    const a = edit(born, 'a', { name: 'Nguyễn Thị Hoa' });
    const b = edit(born, 'b', { name: 'Nguyễn Thị Hoà' });
    const joined = join(units, a, b);
    expect(disagreements(joined)).toEqual(['name']);
    const sides = sidesOf(units, joined, 'name');
    expect(sides.map((side) => [side.value, side.write.by, side.write.on])).toEqual([
      ['Nguyễn Thị Hoa', 'a', 'a-pc'],
      ['Nguyễn Thị Hoà', 'b', 'b-pc'],
    ]);
  });

  test('a value that had seen the other replaces it, whatever the clocks say', () => {
    const born = asCausal(aPatient());
    const a = edit(born, 'a', { name: 'Một' });
    const later = edit(a, 'b', { name: 'Hai' });
    expect(join(units, a, later)).toEqual(later);
    expect(join(units, later, a)).toEqual(later);
    expect(supersedes(units, later, a)).toBe(true);
    expect(supersedes(units, a, later)).toBe(false);
  });

  test('the same value written by two people is no disagreement', () => {
    const born = asCausal(aPatient());
    const joined = join(
      units,
      edit(born, 'a', { name: 'Trần Văn Mẫu' }),
      edit(born, 'b', { name: 'Trần Văn Mẫu' }),
    );
    expect(disagreements(joined)).toEqual([]);
    expect(joined['name']).toBe('Trần Văn Mẫu');
  });

  test('settling: a value written by somebody who saw both sides ends the disagreement everywhere', () => {
    const born = asCausal(aPatient());
    const a = edit(born, 'a', { name: 'Một' });
    const b = edit(born, 'b', { name: 'Hai' });
    const joined = join(units, a, b);
    const settled = edit(joined, 'c', { name: 'Hai' });
    for (const other of [a, b, joined, born]) {
      const result = join(units, settled, other);
      expect(disagreements(result)).toEqual([]);
      expect(result['name']).toBe('Hai');
    }
  });

  test('a third value arriving at a settled disagreement opens a new one', () => {
    const born = asCausal(aPatient());
    const joined = join(units, edit(born, 'a', { name: 'Một' }), edit(born, 'b', { name: 'Hai' }));
    const settled = edit(joined, 'c', { name: 'Hai' });
    const unaware = edit(born, 'd', { name: 'Ba' });
    const result = join(units, settled, unaware);
    expect(sidesOf(units, result, 'name').map((side) => side.value)).toEqual(['Hai', 'Ba']);
  });

  test('a save keeps what arrived after its form was opened (D4)', () => {
    const opened = asCausal(aPatient());
    const current = edit(opened, 'a', { name: 'Của người khác' });
    const saved = edit(current, 'b', { name: 'Của tôi' }, opened);
    expect(sidesOf(units, saved, 'name').map((side) => side.value)).toEqual([
      'Của người khác',
      'Của tôi',
    ]);
  });

  test('a register of several fields is never mixed from two people', () => {
    const patient = aPatient();
    const visit = asCausal(
      aRecord('encounter', patient.patientId, {
        class: 'inpatient',
        startedAt: '2026-11-21T08:00:00.000+07:00',
        ward: 'NOI',
        room: '201',
        bed: '01',
      }),
    );
    const move = (by: string, dot: string, value: object) =>
      apply(encounterKind.units, visit, visit.causality.vector, { location: value }, dot, {
        by,
        at: '2026-11-23T15:00:00.000+07:00',
        on: 'x',
      });
    const a = move('a', 'aaaaaaaaaaaaaaaa.1', { ward: 'NOI', room: '202', bed: '07' });
    const b = move('b', 'bbbbbbbbbbbbbbbb.1', { ward: 'NGOAI' });
    const joined = join(encounterKind.units, a, b) as unknown as RecordOf<'encounter'>;
    expect([joined.ward, joined.room, joined.bed]).toEqual(['NGOAI', undefined, undefined]);
    expect(sidesOf(encounterKind.units, asCausal(joined), 'location')).toHaveLength(2);
  });

  test('entries of a keyed map join one by one; a removal ends only what it had seen', () => {
    const phone = (number: string) => ({ phone: number });
    const born = edit(asCausal(aPatient()), 'a', { 'contacts/x': phone('0912000001') });
    const removed = edit(born, 'a', { 'contacts/x': null });
    const changed = edit(born, 'b', { 'contacts/x': phone('0912000002') });
    const added = edit(born, 'c', { 'contacts/y': phone('0912000003') });
    expect(join(units, removed, added)['contacts']).toEqual({ y: phone('0912000003') });
    const disputed = join(units, removed, changed);
    expect(sidesOf(units, disputed, 'contacts/x').map((side) => side.value)).toEqual(
      expect.arrayContaining([null, phone('0912000002')]),
    );
  });

  test('one dot with two values (a cloned profile) loses neither', () => {
    const born = asCausal(aPatient());
    const write = someWrite({ dot: 'cccccccccccccccc.1' });
    const put = (name: string) =>
      apply(units, born, born.causality.vector, { name }, write.dot, write);
    const joined = join(units, put('Một'), put('Hai'));
    expect(
      sidesOf(units, joined, 'name')
        .map((side) => side.value)
        .sort(),
    ).toEqual(['Hai', 'Một']);
  });
});
