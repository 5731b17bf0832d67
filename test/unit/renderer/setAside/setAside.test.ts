import { expect, test } from 'vitest';
import { inboxItems } from '../../../../renderer/features/inbox/inboxItems.ts';
import { waitingOf } from '../../../../renderer/features/inbox/waitingOf.ts';
import {
  answerTo,
  isAnswered,
  isLoud,
  setAsideByPatient,
} from '../../../../renderer/features/setAside/setAside.ts';
import { boardPatients } from '../../../../renderer/features/ward/boardPatients.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';
import type { Withheld, WithheldReason } from '../../../../shared/replica/assemble.ts';
import { aPatient, aRecord } from '../../../support/builders/records.ts';

const patientId = newPatientId();
const noteId = newRecordId(patientId, 'note');
const leaf = (reason: WithheldReason, id = noteId, rev = '1-aa'): Withheld => ({
  id,
  rev,
  reason,
  path: '',
});
const only = (...leaves: Withheld[]) => setAsideByPatient(leaves).get(patientId) ?? [];

test.each([
  ['unsigned', 'forged', true],
  ['notTheAuthor', 'forged', true],
  ['forged', 'forged', true],
  ['notAllowed', 'forged', true],
  ['brokenImmutable', 'broken', true],
  ['revoked', 'doubtful', false],
  ['outsideValidity', 'doubtful', false],
  ['badSchema', 'damaged', false],
  ['damagedOnDisk', 'damaged', false],
] as const)('%s is told as %s, in red: %s', (reason, weight, loud) => {
  const [one] = only(leaf(reason));
  expect(one?.weight).toBe(weight);
  expect(isLoud(one!)).toBe(loud);
});

test('what a newer version wrote, and what was deleted outside, is in the chart: nothing is said', () => {
  expect(
    only(leaf('newerVersion'), leaf('foreignDeletion', newRecordId(patientId, 'note'))),
  ).toEqual([]);
});

test('a record is told once, by the worst of its leaves, and the loudest record first', () => {
  const orderId = newRecordId(patientId, 'order');
  const found = only(
    leaf('badSchema', orderId),
    leaf('outsideValidity'),
    leaf('forged', noteId, '1-bb'),
  );
  expect(found.map(({ recordId, weight }) => [recordId, weight])).toEqual([
    [noteId, 'forged'],
    [orderId, 'damaged'],
  ]);
});

test('who says they saw it answers for what was there: another leaf is to be seen anew', () => {
  const [one] = only(leaf('forged'));
  const seen = aRecord('findingAcknowledgement', patientId, answerTo(one!, 'Đã báo kỹ thuật.'));
  expect(isAnswered(one!, [seen])).toBe(true);
  const [more] = only(leaf('forged'), leaf('forged', noteId, '1-bb'));
  expect(isAnswered(more!, [seen])).toBe(false);
});

test('the inbox lists it as danger for whoever relies on the chart, until one of them has seen it', () => {
  const [one] = only(leaf('forged'));
  const patient = aPatient({}, undefined, patientId);
  const waiting = waitingOf(patientId, [patient], [one!])!;
  const mineFor = (role: 'doctor' | 'laboratory' | 'registrar') =>
    inboxItems([waiting], { key: 'x', role }).map(({ kind, mine }) => ({ kind, mine }));
  expect(mineFor('doctor')).toEqual([{ kind: 'setAside', mine: true }]);
  expect(mineFor('laboratory')).toEqual([{ kind: 'setAside', mine: false }]);
  // A registrar reads no note, and hears nothing of one.
  expect(mineFor('registrar')).toEqual([]);
  const seen = aRecord('findingAcknowledgement', patientId, answerTo(one!, 'Đã báo kỹ thuật.'));
  expect(waitingOf(patientId, [patient, seen], [one!])).toBeUndefined();
});

test('the board counts it', () => {
  const patient = aPatient({}, undefined, patientId);
  const stay = aRecord('encounter', patientId, {
    class: 'inpatient',
    startedAt: '2026-11-21T09:00:00.000+07:00',
    ward: 'NOI',
  });
  const records = { patients: [patient], encounters: [stay], allergies: [], notes: [], orders: [] };
  const [row] = boardPatients(
    'NOI',
    '2026-11-23',
    records,
    () => 'onServer',
    () => 2,
  );
  expect(row?.setAside).toBe(2);
});
