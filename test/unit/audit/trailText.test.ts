import { expect, it } from 'vitest';
import { noPrevious } from '../../../shared/audit/entry.ts';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { trailNumbers, trailText } from '../../../shared/audit/trailText.ts';

/** An export lies readable on the disk: it says who is who to nobody (invariant 5). */

const [patientA, patientB, own] = ['a', 'b', 'c'].map(
  (digit) => `01890000-0000-7000-8000-00000000000${digit}`,
);
let sequence = 0;
const entry = (person: string, action: string, about?: AuditEntry['about']): AuditEntry => ({
  format: 'bedside-audit',
  version: 1,
  workstation: 'noi-1',
  epoch: '0'.repeat(16),
  sequence: (sequence += 1),
  previous: noPrevious,
  at: '2026-11-23T08:00:00.000+07:00',
  person,
  action,
  ...(about ? { about } : {}),
});

const entries = [
  entry('bs-le-minh-khoi', 'viewChart', { patient: patientA! }),
  entry('dd-hoang-thi-lien', 'settle', { record: `${patientB!}:allergy:${own!}`, unit: 'status' }),
  entry('bs-le-minh-khoi', 'patientLink', { patient: patientB!, other: patientA!, what: 'join' }),
  entry('qt-nong-van-mau', 'managePeople', { whom: 'bs-le-minh-khoi', what: 'end' }),
  entry('bs-le-minh-khoi', 'viewHistory', { record: `${patientA!}:patient:${patientA!}` }),
];

it('invariant 5: an export names no person and no patient, and tells them apart', () => {
  const text = trailText(entries, trailNumbers());
  for (const key of [patientA, patientB, own, 'le-minh-khoi', 'hoang-thi-lien', 'nong-van-mau']) {
    expect(text).not.toContain(key);
  }
  const rows = text.trim().split('\r\n').slice(1);
  const told = rows.map((row) => row.split(',').slice(4, 7));
  expect(told).toEqual([
    ['person-1', 'viewChart', 'patient=patient-1'],
    ['person-2', 'settle', 'record=patient-2:allergy unit=status'],
    ['person-1', 'patientLink', 'patient=patient-2 other=patient-1 what=join'],
    ['person-3', 'managePeople', 'whom=person-1 what=end'],
    ['person-1', 'viewHistory', 'record=patient-1:patient'],
  ]);
  // By these an auditor finds the entry again where names are.
  expect(rows[1]).toContain(`noi-1,${'0'.repeat(16)},2,`);
});

it('one numbering goes through all files of an export, and a word of a newer version stays a word', () => {
  const numbers = trailNumbers();
  trailText(entries.slice(0, 2), numbers);
  const later = trailText(entries.slice(3, 4), numbers);
  expect(later).toContain('person-3,managePeople,whom=person-1');
  // An unknown field might name somebody: what looks like an id isn't repeated.
  const unknown = entry('bs-le-minh-khoi', 'somethingNew', { towards: patientB!, reason: 'none' });
  expect(trailText([unknown], numbers)).toContain('towards=patient-2 reason=none');
  const stranger = entry('bs-le-minh-khoi', 'somethingNew', { towards: 'dd-hoang-thi-lien' });
  expect(trailText([stranger], numbers)).toContain('towards=person-2');
});
