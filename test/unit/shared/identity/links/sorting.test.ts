import { describe, expect, it } from 'vitest';
import { linking, parting, waysToPart } from '../../../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../../../shared/identity/links/parting.ts';
import { ownersOf } from '../../../../../shared/identity/links/owners.ts';
import type { PatientLink } from '../../../../../shared/identity/links/pairState.ts';
import { patientGroups } from '../../../../../shared/identity/links/patientGroups.ts';
import { sorting } from '../../../../../shared/identity/links/sorting.ts';
import { mayHaveMade } from '../../../../../shared/people/rights.ts';
import { classifyLeaf } from '../../../../../shared/records/classifyLeaf.ts';
import { newPatientId } from '../../../../../shared/records/ids.ts';
import { newRecord } from '../../../../../shared/records/write.ts';

const [a = '', b = ''] = [newPatientId(), newPatientId()].sort();
const both = [a, b] as const;
let counter = 0;
const context = () => ({
  by: 'bs-mau',
  on: 'may-1',
  at: '2026-11-23T14:05:00.000+07:00',
  dot: `00000000000000aa.${(counter += 1)}`,
});
const write = ({ patientId, fields }: NewLink): PatientLink =>
  newRecord('patientLink', patientId, fields, context());
const entry = (patientId: string) =>
  newRecord(
    'allergy',
    patientId,
    { substance: 'Penicillin', severity: 'severe', certainty: 'confirmed', status: 'active' },
    context(),
  );

/** Joined, one entry each written meanwhile, and parted. */
function parted() {
  const link = write(linking(patientGroups([]), both, [], undefined));
  const entries = [entry(a), entry(b)] as const;
  const groups = patientGroups([link]);
  const [way] = waysToPart(groups, both);
  const unlinks = parting(groups, way!, entries, 'nhầm người').map(write);
  return { entries, events: [link, ...unlinks] };
}

describe('whose an entry is that was written while two were one', () => {
  it('is said beside it: the entry stays where it is, and both charts know of it', () => {
    const { entries, events } = parted();
    const said = write(sorting(patientGroups(events), both, [entries[0]], b));
    const groups = patientGroups([...events, said]);
    expect(groups.ownerOf(entries[0].id)).toBe(b);
    expect(groups.ownerOf(entries[1].id)).toBeUndefined();
    expect(groups.entriesElsewhere(b)).toEqual([entries[0].id]);
    expect(groups.entriesElsewhere(a)).toEqual([]);
    expect(classifyLeaf(said.id, said as unknown as Record<string, unknown>).kind).toBe('valid');
  });

  it('parts nobody and joins nobody', () => {
    const { entries, events } = parted();
    const said = write(sorting(patientGroups(events), both, entries, a));
    expect(patientGroups([...events, said]).pair(a, b)).toBe('different');
    const again = write(linking(patientGroups([...events, said]), both, [], undefined));
    expect(patientGroups([...events, said, again]).pair(a, b)).toBe('linked');
  });

  it('stands until somebody who knew of it says otherwise', () => {
    const { entries, events } = parted();
    const first = write(sorting(patientGroups(events), both, [entries[0]], b));
    const second = write(sorting(patientGroups([...events, first]), both, [entries[0]], a));
    for (const order of [
      [first, second],
      [second, first],
      [second, first, second],
    ]) {
      expect(ownersOf(order).get(entries[0].id)).toMatchObject({ kind: 'said', patientId: a });
    }
  });

  it('is in dispute where two said otherwise without knowing of each other, and the same is no dispute', () => {
    const { entries, events } = parted();
    const say = (whose: string) => write(sorting(patientGroups(events), both, [entries[0]], whose));
    const [here, there, alike] = [say(a), say(b), say(a)];
    expect(ownersOf([here, there]).get(entries[0].id)?.kind).toBe('disputed');
    expect(ownersOf([there, here]).get(entries[0].id)?.kind).toBe('disputed');
    expect(patientGroups([...events, here, there]).ownerOf(entries[0].id)).toBeUndefined();
    expect(ownersOf([here, alike]).get(entries[0].id)).toMatchObject({ patientId: a });
    const settled = write(sorting(patientGroups([...events, here, there]), both, [entries[0]], b));
    expect(ownersOf([here, settled, there]).get(entries[0].id)).toMatchObject({ patientId: b });
  });

  it('is said by those who treat and by the records officer, not by the desk', () => {
    const event = { kind: 'sorted', records: [], whose: a };
    const may = (role: Parameters<typeof mayHaveMade>[0]) =>
      mayHaveMade(role, { kind: 'patientLink', event });
    expect((['doctor', 'nurse', 'recordsOfficer'] as const).map(may)).toEqual([true, true, true]);
    expect((['registrar', 'pharmacist', 'laboratory', 'auditor'] as const).map(may)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is one of the two, nobody else', () => {
    const { entries, events } = parted();
    expect(() => sorting(patientGroups(events), both, entries, newPatientId())).toThrow();
  });
});
