import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../../shared/json/canonical.ts';
import {
  linking,
  parting,
  saying,
  toSortAfter,
} from '../../../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../../../shared/identity/links/parting.ts';
import { patientGroups } from '../../../../../shared/identity/links/patientGroups.ts';
import type { PatientLink } from '../../../../../shared/identity/links/pairState.ts';
import { mayHaveMade } from '../../../../../shared/people/rights.ts';
import { newPatientId } from '../../../../../shared/records/ids.ts';
import type { AnyRecord } from '../../../../../shared/records/kinds.ts';
import { newRecord } from '../../../../../shared/records/write.ts';

const [a = '', b = '', c = ''] = [newPatientId(), newPatientId(), newPatientId()].sort();
let counter = 0;
function context(at = '2026-11-23T14:05:00.000+07:00') {
  counter += 1;
  return { by: 'cn-mau', on: 'may-1', at, dot: `00000000000000aa.${counter}` };
}
const write = ({ patientId, fields }: NewLink, at?: string): PatientLink =>
  newRecord('patientLink', patientId, fields, context(at));
const allergy = (patientId: string, at?: string) =>
  newRecord(
    'allergy',
    patientId,
    { substance: 'Penicillin', severity: 'severe', certainty: 'confirmed', status: 'active' },
    context(at),
  );
const none = patientGroups([]);

describe('two identities of one person', () => {
  it('converge to one group when A and B are linked here, B and C there', () => {
    const here = write(linking(none, [b, a], [], undefined));
    const there = write(linking(none, [c, b], [], undefined));
    const groups = patientGroups([there, here]);
    expect(groups.all).toEqual([{ survivor: a, members: [a, b, c], contradicted: false }]);
    expect(groups.survivorOf(c)).toBe(a);
    expect(groups.membersOf(b)).toEqual([a, b, c]);
  });

  it('link ‖ unlink: they count as apart, and it is in dispute', () => {
    const first = write(linking(none, [a, b], [], undefined));
    const known = patientGroups([first]);
    const [unlink] = parting(known, b, [], 'nhầm người').map((link) => write(link));
    const again = write(linking(known, [a, b], [], undefined));
    expect(patientGroups([first, unlink!]).pair(a, b)).toBe('different');
    expect(patientGroups([first, unlink!, again]).pair(a, b)).toBe('disputed');
    expect(patientGroups([first, unlink!, again]).of(a)).toBeUndefined();
    const decided = write(linking(patientGroups([first, unlink!, again]), [a, b], [], undefined));
    expect(patientGroups([first, unlink!, again, decided]).pair(a, b)).toBe('linked');
  });

  it('who were told apart stay apart until somebody who knows of it says otherwise', () => {
    const different = write(saying(none, [a, b], 'different', undefined));
    const later = write(saying(none, [a, b], 'later', undefined));
    expect(patientGroups([different, later]).pair(a, b)).toBe('different');
    const reopened = write(saying(patientGroups([different]), [a, b], 'later', undefined));
    expect(patientGroups([different, reopened]).pair(a, b)).toBe('later');
  });

  it('says when two of one group were told apart', () => {
    const links = [
      write(linking(none, [a, b], [], undefined)),
      write(linking(none, [b, c], [], undefined)),
      write(saying(none, [a, c], 'different', undefined)),
    ];
    expect(patientGroups(links).of(a)).toMatchObject({ members: [a, b, c], contradicted: true });
  });

  it('are parted again exactly: no record of either chart is another, and what came meanwhile is listed', () => {
    const before: AnyRecord[] = [allergy(a), allergy(b)];
    const text = canonicalJson(before);
    const link = write(linking(none, [a, b], before, undefined));
    const while1 = allergy(a, '2026-11-24T08:00:00.000+07:00');
    const records = [...before, while1];
    const groups = patientGroups([link]);
    const [unlink] = parting(groups, b, records, 'nhầm người').map((each) =>
      write(each, '2026-11-25T08:00:00.000+07:00'),
    );
    expect(unlink!.event).toEqual({ kind: 'unlink', toSort: [while1.id] });
    expect(canonicalJson(before)).toBe(text);
    expect(patientGroups([link, unlink!]).of(a)).toBeUndefined();

    const late = allergy(a, '2026-11-24T09:00:00.000+07:00');
    const after = allergy(a, '2026-11-26T09:00:00.000+07:00');
    const listed = toSortAfter(unlink!, [link, unlink!], [...records, late, after, link]);
    expect(listed.map(({ id }) => id)).toEqual([late.id, while1.id]);
  });

  it('are joined and parted by who keeps the records, told apart by whoever registers', () => {
    const made = (role: 'nurse' | 'registrar' | 'recordsOfficer' | 'pharmacist', kind: string) =>
      mayHaveMade(role, { kind: 'patientLink', event: { kind } });
    expect(made('registrar', 'link') && made('recordsOfficer', 'unlink')).toBe(true);
    expect(made('nurse', 'link') || made('nurse', 'unlink') || made('nurse', 'anything')).toBe(
      false,
    );
    expect(made('nurse', 'different') && made('nurse', 'later')).toBe(true);
    expect(made('pharmacist', 'different')).toBe(false);
  });
});
