import { describe, expect, test } from 'vitest';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import {
  defaultStorageBound,
  stillCounted,
  storageMeter,
} from '../../../shared/sync/storageMeter.ts';
import {
  admissionOf,
  evictionOrder,
  isKeptOfEverybody,
  needOf,
} from '../../../shared/sync/workingSet.ts';
import { aRecord } from '../../support/builders/records.ts';

const patientId = newPatientId();
const startedAt = '2026-11-20T08:00:00.000+07:00';
const stay = (
  ward: string,
  visit: RecordOf<'encounter'>['class'] = 'inpatient',
): RecordOf<'encounter'> => aRecord('encounter', patientId, { class: visit, startedAt, ward });
const closed = (encounter: RecordOf<'encounter'>, disposition: 'discharged' | 'referred') =>
  aRecord('encounterEvent', patientId, {
    encounterId: encounter.id,
    event: { kind: 'close', disposition, at: startedAt },
  });

describe('which records a workstation keeps, by their ids', () => {
  test('identities and who is whom, visits and allergies of everybody, and no other kind', () => {
    const kept = Object.keys(kinds).filter((kind) =>
      isKeptOfEverybody(newRecordId(patientId, kind)),
    );
    expect(kept.sort()).toEqual([
      'allergy',
      'encounter',
      'encounterEvent',
      'patient',
      'patientLink',
    ]);
  });

  test('what is no record id, and a kind of a newer version, is not of everybody', () => {
    for (const id of ['_design/records', 'weather', newRecordId(patientId, 'implant')]) {
      expect(isKeptOfEverybody(id)).toBe(false);
    }
  });
});

describe('where a patient is, by their visits', () => {
  test('an inpatient counts until the visit is closed, however long that is', () => {
    const visit = stay('NOI');
    expect(admissionOf([visit], [])).toEqual({ wards: new Set(['NOI']), untilMs: Infinity });
    expect(admissionOf([visit], [closed(visit, 'discharged')])).toBeUndefined();
  });

  test('a clinic visit that nobody closed counts for a week', () => {
    const visit = stay('KKB', 'outpatient');
    const admission = admissionOf([visit], [])!;
    const days = (count: number) => Date.parse(startedAt) + count * 24 * 3_600_000;
    expect(needOf(admission, new Set(['KKB']), false, days(6.9))).toBe('ownWard');
    expect(needOf(admission, new Set(['KKB']), false, days(7.1))).toBe('lately');
  });

  test('disputed places count as both, and a disputed ending as none', () => {
    const visit = stay('NOI');
    const [dot, other] = ['00000000000000a1.1', '00000000000000a2.1'];
    const disputed = {
      ...visit,
      causality: {
        ...visit.causality,
        dots: { location: [dot, other] },
        siblings: {
          location: [
            { dot, value: { ward: 'NOI' } },
            { dot: other, value: { ward: 'NGOAI' } },
          ],
        },
        writes: {
          [dot]: { by: 'a', at: startedAt, on: 'x' },
          [other]: { by: 'b', at: startedAt, on: 'y' },
        },
      },
    } as RecordOf<'encounter'>;
    expect(admissionOf([disputed], [])?.wards).toEqual(new Set(['NOI', 'NGOAI']));
    const endings = [closed(visit, 'discharged'), closed(visit, 'referred')];
    expect(admissionOf([visit], endings)?.wards).toEqual(new Set(['NOI']));
  });
});

test('what goes first was used longest ago; open visits of other wards go last, the rest never', () => {
  const chart = (name: string, need: ReturnType<typeof needOf>, lastUse: number) => ({
    patientId: name,
    need,
    lastUse,
  });
  const order = evictionOrder([
    chart('ward', 'ownWard', 0),
    chart('screen', 'open', 0),
    chart('hospital', 'hospital', 1),
    chart('new', 'lately', 9),
    chart('old', 'lately', 2),
  ]);
  expect(order.map(({ patientId: name }) => name)).toEqual(['old', 'new', 'hospital']);
});

describe('the meter', () => {
  const megabyte = 1024 * 1024;
  const measured = {
    records: 1000,
    estimate: { usage: 100 * megabyte, quota: 10_000 * megabyte },
    freedBytes: 0,
    charts: 3,
    evictionOff: false,
    nothingMayGo: false,
  };

  test('the fuller of records and bytes is what counts, and what was freed doesn’t', () => {
    const bound = { records: 2000, megabytes: 1000 };
    expect(storageMeter(bound, measured)).toMatchObject({ share: 0.5, state: 'room' });
    const full = { ...measured, estimate: { usage: 990 * megabyte, quota: 10_000 * megabyte } };
    expect(storageMeter(bound, full)).toMatchObject({ share: 0.99, state: 'makesRoom' });
    expect(storageMeter(bound, { ...full, freedBytes: 500 * megabyte }).state).toBe('room');
  });

  test('it warns before the bound where nothing may go, and says when it is reached', () => {
    const stuck = { ...measured, nothingMayGo: true };
    expect(storageMeter({ records: 1100, megabytes: 1000 }, stuck).state).toBe('near');
    expect(storageMeter({ records: 1000, megabytes: 1000 }, stuck).state).toBe('full');
    const off = { ...measured, evictionOff: true };
    expect(storageMeter({ records: 1100, megabytes: 1000 }, off).state).toBe('near');
  });

  test('a small disk lowers the bound: the browser’s quota is never used up', () => {
    const small = { ...measured, estimate: { usage: 0, quota: 100 * megabyte } };
    expect(storageMeter(defaultStorageBound, small).bound.bytes).toBe(80 * megabyte);
  });

  test('what is freed is forgotten as the browser’s figure falls, and not when it grows', () => {
    expect(stillCounted(500, 1000, 800)).toBe(300);
    expect(stillCounted(500, 1000, 1200)).toBe(500);
    expect(stillCounted(100, 1000, 200)).toBe(0);
  });
});
