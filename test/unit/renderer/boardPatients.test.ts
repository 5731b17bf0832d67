import { describe, expect, it } from 'vitest';
import { boardPatients } from '../../../renderer/features/ward/boardPatients.ts';
import type { WardRecords } from '../../../renderer/features/ward/boardPatients.ts';
import { panesOf, roomGroups, tallest } from '../../../renderer/features/ward/panes.ts';
import { join } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, FieldsOf, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord, newRecord } from '../../../shared/records/write.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { generateHospital } from '../../../shared/synthetic/generateHospital.ts';

const today = '2026-11-23';
const hospital = generateHospital({ seed: 1, patients: 120, today }).records;
const ward = demonstrationFacility.wards[0]!;

function records(all: readonly AnyRecord[]): WardRecords {
  const of = <R>(...kinds: string[]) => all.filter(({ kind }) => kinds.includes(kind)) as R[];
  return {
    patients: of('patient'),
    encounters: of('encounter', 'encounterEvent', 'condition'),
    allergies: of('allergy'),
    notes: of('note', 'noteDraft'),
    orders: of('order', 'orderEvent'),
  };
}
const board = (all: readonly AnyRecord[], code = 'NOI') =>
  boardPatients(code, today, records(all), () => 'onServer');

let counter = 0;
const write = () => ({
  by: 'bs-le-minh-khoi',
  on: 'noi-1',
  at: '2026-11-23T14:05:00.000+07:00',
  dot: `00000000000000aa.${(counter += 1)}`,
});
const visitOf = (patientId: string) =>
  hospital.find(
    (record): record is RecordOf<'encounter'> =>
      record.kind === 'encounter' && record.patientId === patientId,
  )!;
const someone = board(hospital).find(({ patient }) => patient.name === 'Nguyễn Thị Hoà')!;
const visit = visitOf(someone.patientId);

describe('the ward board', () => {
  it('shows everybody in the ward by bed, with three different things about allergies', () => {
    const rows = board(hospital);
    expect(rows).toHaveLength(36);
    expect(rows.map(({ bed }) => bed)).toEqual([...rows.map(({ bed }) => bed)].sort());
    expect(new Set(rows.map(({ allergy }) => allergy))).toEqual(
      new Set(['known', 'notAsked', 'noneKnown']),
    );
    expect(rows.filter(({ sharesBed }) => sharesBed).map(({ bed }) => bed)).toEqual(['12', '12']);
  });
  it('a visit that states a day to come takes nobody from the board, and hides no newer diagnosis', () => {
    const nowMs = Date.parse(`${today}T14:05:00.000+07:00`);
    const known = { nowMs, wrongClocks: new Map() };
    const later = (record: RecordOf<'encounter'>, more: Partial<RecordOf<'encounter'>>) =>
      ({
        ...record,
        id: `${record.patientId}:encounter:0193ffff-89ab-7cde-8f01-23456789abcd`,
        startedAt: '2028-11-23T08:00:00.000+07:00',
        ...more,
      }) as RecordOf<'encounter'>;
    const rowsOf = (all: readonly AnyRecord[], code: string) =>
      boardPatients(code, today, records(all), () => 'onServer', undefined, known).map(
        ({ patientId }) => patientId,
      );
    // Beside an open stay, and alone.
    const beside = [...hospital, later(visit, { ward: 'NGOAI' })];
    expect(rowsOf(beside, 'NOI')).toContain(someone.patientId);
    const alone = hospital.map((record) => (record.id === visit.id ? later(visit, {}) : record));
    expect(rowsOf(alone, 'NOI')).toContain(someone.patientId);
    // A clinic's visit of a PC that is a day fast is on today's list.
    const clinic = hospital.map((record) =>
      record.id === visit.id
        ? later(visit, { class: 'outpatient', startedAt: '2026-11-24T08:00:00.000+07:00' })
        : record,
    );
    expect(rowsOf(clinic, 'NOI')).toContain(someone.patientId);

    const condition = hospital.find(
      (record): record is RecordOf<'condition'> =>
        record.kind === 'condition' && record.patientId === someone.patientId,
    )!;
    const ahead = {
      ...condition,
      id: `${condition.patientId}:condition:0193ffff-89ab-7cde-8f01-23456789abcd`,
      recordedAt: '2028-11-23T08:00:00.000+07:00',
      text: 'Ghi ở máy sai giờ',
    } as RecordOf<'condition'>;
    const [row] = boardPatients(
      'NOI',
      today,
      records([...hospital, ahead]),
      () => 'onServer',
      undefined,
      known,
    ).filter(({ patientId }) => patientId === someone.patientId);
    expect(row!.diagnosis).toBe(condition.text);
  });
  it('marks like names on both sides, with the syllable that differs', () => {
    expect(someone.like).toEqual({ beds: ['27'], differing: [2] });
  });
  it('keeps somebody without a bed, a birth date or a diagnosis', () => {
    const patientId = '01934567-89ab-7cde-8f01-23456789abcd';
    const rows = board([
      newRecord(
        'patient',
        patientId,
        { recordNumber: 'N1-000001', sex: 'unknown', allergyStatement: 'notAsked' },
        write(),
      ),
      newRecord(
        'encounter',
        patientId,
        { class: 'emergency', startedAt: write().at, ward: 'NOI' },
        write(),
      ),
    ]);
    expect(rows).toMatchObject([{ patientId, bed: undefined, diagnosis: undefined }]);
    expect(roomGroups(ward, rows)).toMatchObject([{ room: undefined, patients: [{ patientId }] }]);
  });
  it('follows the latest visit to another ward', () => {
    const moved: FieldsOf<'encounter'> = {
      class: 'inpatient',
      startedAt: '2026-11-23T14:06:00.000+07:00',
      ward: 'NGOAI',
    };
    const all = [...hospital, newRecord('encounter', someone.patientId, moved, write())];
    const shows = (code: string) =>
      board(all, code).some(({ patientId }) => patientId === someone.patientId);
    expect([shows('NOI'), shows('NGOAI')]).toEqual([false, true]);
  });
  it('invariant 2: shows a patient on both boards while two people disagree about the ward', () => {
    const to = (actor: string, code: string) =>
      editedRecord(
        visit,
        visit.causality.vector,
        { location: { ward: code } },
        {
          ...write(),
          dot: `${actor}.1`,
        },
      ) as unknown as CausalRecord;
    const disputed = join(
      kindDefinition('encounter')!.units,
      to('00000000000000b1', 'NGOAI'),
      to('00000000000000b2', 'SAN'),
    ) as unknown as AnyRecord;
    const all = hospital.map((record) => (record.id === visit.id ? disputed : record));
    for (const code of ['NGOAI', 'SAN']) {
      const row = board(all, code).find(({ patientId }) => patientId === someone.patientId);
      expect(row).toMatchObject({ disputed: true });
    }
  });
  it('leaves out whose visit was closed, until it is reopened; disagreeing closings keep them', () => {
    const event = (fields: Omit<FieldsOf<'encounterEvent'>, 'encounterId'>) =>
      newRecord('encounterEvent', someone.patientId, { encounterId: visit.id, ...fields }, write());
    const close = (disposition: 'discharged' | 'referred') =>
      event({ event: { kind: 'close', disposition, at: write().at }, after: [], seen: [] });
    const [home, away] = [close('discharged'), close('referred')];
    const reopened = event({ event: { kind: 'reopen' }, reason: 'Sốt lại', after: [home.id] });
    const shows = (...events: AnyRecord[]) =>
      board([...hospital, ...events]).some(({ patientId }) => patientId === someone.patientId);
    expect([shows(home), shows(home, reopened), shows(home, away)]).toEqual([false, true, true]);
    const error = event({ event: { kind: 'enteredInError' } });
    expect(shows(error)).toBe(false);
  });
  it('counts drugs that are current, and drafts that wait for a signature', () => {
    const order = hospital.find(
      (record): record is RecordOf<'order'> =>
        record.kind === 'order' &&
        record.category === 'medication' &&
        record.patientId === someone.patientId,
    )!;
    const draft = newRecord(
      'noteDraft',
      someone.patientId,
      { encounterId: visit.id, noteType: 'progress', course: 'Đỡ ho.' },
      write(),
    );
    const stop = newRecord(
      'orderEvent',
      someone.patientId,
      { encounterId: visit.id, orderId: order.id, event: 'stop', reason: 'Hết đợt' },
      write(),
    );
    const row = board([...hospital, draft, stop]).find(
      ({ patientId }) => patientId === someone.patientId,
    )!;
    expect(row.drugOrders).toBe(someone.drugOrders - 1);
    expect(row.drafts).toBe(someone.drafts + 1);
  });
  it('fits 36 people into two panes without scrolling on a 1366 × 768 screen', () => {
    const panes = panesOf(roomGroups(ward, board(hospital)), 2, 30, 23);
    expect(panes).toHaveLength(2);
    expect(tallest(panes) + 26).toBeLessThanOrEqual(768 - 44 - 50 - 32);
  });
});
