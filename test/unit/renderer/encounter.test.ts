import { describe, expect, it } from 'vitest';
import {
  beforeMe,
  newClosing,
  readClosing,
} from '../../../renderer/features/encounter/closingForm.ts';
import type { ClosingForm } from '../../../renderer/features/encounter/closingForm.ts';
import { encounterStateOf, workAfterClosing } from '../../../shared/clinical/encounterState.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { newRecord } from '../../../shared/records/write.ts';

const now = localInstant(new Date());
const hourAgo = localInstant(new Date(Date.now() - 3_600_000));
const patientId = newPatientId();
let counter = 0;
const write = (at = now) => ({
  by: 'bs-mau',
  on: 'may-1',
  at,
  dot: `00000000000000cc.${(counter += 1)}`,
});
const encounter = newRecord(
  'encounter',
  patientId,
  { class: 'inpatient', startedAt: hourAgo, ward: 'NOI' },
  write(hourAgo),
);
const note = () =>
  newRecord(
    'note',
    patientId,
    {
      encounterId: encounter.id,
      draftId: `${patientId}:noteDraft:x`,
      noteType: 'progress',
      course: 'Ổn.',
      signedBy: 'bs-mau',
      signedAt: now,
    },
    write(),
  );
const form = (part: Partial<ClosingForm> = {}): ClosingForm => ({
  ...newClosing({ after: [], seen: [] }, now),
  disposition: 'discharged',
  ...part,
});
const gapOf = (part: Partial<ClosingForm>) => {
  const read = readClosing(form(part), encounter, now);
  return read.kind === 'gap' ? read.gap : undefined;
};

describe('closing a visit', () => {
  it('preselects nothing, and takes no time before the visit or after now', () => {
    expect(newClosing({ after: [], seen: [] }, now).disposition).toBeNull();
    expect(gapOf({ disposition: null })).toBe('disposition');
    expect(gapOf({ date: '01/01/2020' })).toBe('time');
    expect(gapOf({ date: '31/12/2999' })).toBe('time');
    expect(gapOf({ time: '25:00' })).toBe('time');
    expect(gapOf({ disposition: 'other' })).toBe('reasonNeeded');
    expect(gapOf({ disposition: 'other', reason: 'Theo yêu cầu' })).toBeUndefined();
  });
  it('marks as after closing what arrived once the panel was open, and nothing else', () => {
    const [seen, unseen] = [note(), note()];
    const before = beforeMe(encounter.id, [seen]);
    const read = readClosing(form(before), encounter, now);
    if (read.kind !== 'event') throw new Error('the form is whole');
    const closing = newRecord('encounterEvent', patientId, read.fields, write());
    const state = encounterStateOf(encounter, [closing]);
    expect(state).toMatchObject({ kind: 'closed', disposition: 'discharged' });
    expect(workAfterClosing(encounter, state, [seen, unseen])).toEqual([unseen]);
  });
  it('a second closing that has seen the first takes its place', () => {
    const first = newRecord(
      'encounterEvent',
      patientId,
      { encounterId: encounter.id, event: { kind: 'close', disposition: 'referred', at: now } },
      write(),
    );
    const read = readClosing(form(beforeMe(encounter.id, [first])), encounter, now);
    if (read.kind !== 'event') throw new Error('the form is whole');
    const second = newRecord('encounterEvent', patientId, read.fields, write());
    expect(encounterStateOf(encounter, [first, second])).toMatchObject({
      kind: 'closed',
      disposition: 'discharged',
    });
  });
});
