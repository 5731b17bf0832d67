import { describe, expect, it } from 'vitest';
import {
  allergiesNotUnderstood,
  checkOrderAgainstAllergies,
} from '../../../shared/clinical/allergyCheck.ts';
import { orderableByCode } from '../../../shared/clinical/catalogue/orderables.ts';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import { classifyLeaf } from '../../../shared/records/classifyLeaf.ts';
import { type kinds } from '../../../shared/records/kinds.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { foldText } from '../../../shared/clinical/foldText.ts';
import {
  generateHospital,
  lastWholeDay,
  syntheticCharts,
} from '../../../shared/synthetic/generateHospital.ts';

const request = { seed: 20_261_123, patients: 2000, today: '2026-11-23' };
const { facility, records } = generateHospital(request);

function all<K extends RecordOf<keyof typeof kinds>['kind']>(kind: K): RecordOf<K>[] {
  return records.filter((record) => record.kind === kind) as RecordOf<K>[];
}
const patients = all('patient');
const encounters = all('encounter');

describe('the synthetic hospital', () => {
  it('holds valid records only', () => {
    const flaws = records
      .map((record) => classifyLeaf(record.id, record as unknown as Record<string, unknown>))
      .filter((leaf) => leaf.kind !== 'valid');
    expect(flaws).toEqual([]);
    expect(patients).toHaveLength(2000);
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    const again = generateHospital(request).records;
    expect(canonicalJson(again)).toBe(canonicalJson(records));
    const other = generateHospital({ ...request, seed: 1, patients: 40 }).records;
    expect(other[0]!.id).not.toBe(records[0]!.id);
  });

  it('gives no two records one id, one salt or one dot, and no two patients one number', () => {
    const distinct = (values: readonly string[]) => new Set(values).size === values.length;
    expect(distinct(records.map(({ id }) => id))).toBe(true);
    expect(distinct(records.map(({ salt }) => salt))).toBe(true);
    expect(distinct(records.map(({ causality }) => causality.born))).toBe(true);
    expect(distinct(patients.map(({ recordNumber }) => recordNumber))).toBe(true);
    const numbers = patients.flatMap((patient) => Object.values(patient.identifiers ?? {}));
    expect(distinct(numbers.map(({ value }) => value))).toBe(true);
  });

  it('numbers no patient in the block of a workstation', () => {
    const blocks = facility.workstations.map(({ recordNumberBlock }) => recordNumberBlock);
    expect(
      patients.filter(({ recordNumber }) => blocks.includes(recordNumber.split('-')[0]!)),
    ).toEqual([]);
  });

  it('lets personal numbers agree with sex and year of birth', () => {
    const disagreeing = patients.filter(({ identifiers, birthDate, sex }) =>
      Object.values(identifiers ?? {}).some(({ system, value }) => {
        if (system !== 'cccd') return false;
        const century = Math.floor(Number(value[3]) / 2) + 19;
        const sexOfNumber = Number(value[3]) % 2 === 0 ? 'male' : 'female';
        return `${century}${value.slice(4, 6)}` !== birthDate!.slice(0, 4) || sexOfNumber !== sex;
      }),
    );
    expect(disagreeing).toEqual([]);
  });

  it('looks like a hospital: names, allergies, the internal ward, twins', () => {
    const share = (count: number) => count / patients.length;
    const called = (family: string) => patients.filter(({ name }) => name!.startsWith(family));
    expect(share(called('Nguyễn ').length)).toBeGreaterThan(0.3);
    expect(share(called('Nguyễn ').length)).toBeLessThan(0.4);
    expect(called('Giàng ').length).toBeGreaterThan(5);
    const allergic = new Set(all('allergy').map(({ patientId }) => patientId));
    expect(share(allergic.size)).toBeGreaterThan(0.1);
    expect(share(allergic.size)).toBeLessThan(0.16);
    expect(patients.filter(({ birthDate }) => birthDate!.length === 4).length).toBeGreaterThan(30);

    const internal = encounters.filter(({ ward }) => ward === 'NOI');
    expect(internal).toHaveLength(36);
    expect(new Set(internal.map(({ bed }) => bed)).size).toBe(35);
    for (const { id } of internal) {
      expect(all('condition').some(({ encounterId }) => encounterId === id)).toBe(true);
      expect(all('note').some(({ encounterId }) => encounterId === id)).toBe(true);
    }
    const twins = encounters
      .filter(({ ward }) => ward === 'NHI')
      .map(({ patientId }) => patients.find((patient) => patient.patientId === patientId)!);
    expect(twins[0]!.birthDate).toBe(twins[1]!.birthDate);
    expect(twins[0]!.name).not.toBe(twins[1]!.name);
  });

  it.each([
    ['in the Vietnamese morning', '2026-11-23T01:00:00.000Z', '2026-11-22'],
    ['in the Vietnamese afternoon', '2026-11-23T06:45:00.000Z', '2026-11-23'],
    ['in the Vietnamese night', '2026-11-23T20:00:00.000Z', '2026-11-23'],
  ])('of a demonstration made %s nothing lies in the future', (_when, now, day) => {
    const today = lastWholeDay(new Date(now));
    expect(today).toBe(day);
    const { records } = generateHospital({ seed: 1, patients: 40, today });
    const latest = Math.max(...records.map(({ recordedAt }) => Date.parse(recordedAt)));
    expect(latest).toBeLessThanOrEqual(Date.parse(now));
  });

  it('tells of nothing before birth or after today', () => {
    const now = Date.parse('2026-11-23T13:45:00.000+07:00');
    expect(records.filter(({ recordedAt }) => Date.parse(recordedAt) > now)).toEqual([]);
    expect(
      patients.filter(({ birthDate, recordedAt }) => birthDate! > recordedAt.slice(0, 10)),
    ).toEqual([]);
  });

  it('points at records that exist, in the same chart', () => {
    const ids = new Set(records.map(({ id }) => id));
    for (const record of records) {
      if ('encounterId' in record) {
        expect(ids.has(record.encounterId)).toBe(true);
        expect(record.encounterId.startsWith(record.patientId)).toBe(true);
      }
      if (record.kind === 'note') expect(ids.has(record.draftId)).toBe(true);
    }
  });

  it('orders nothing that a recorded allergy speaks against, and understands every allergy', () => {
    expect(allergiesNotUnderstood(all('allergy'))).toEqual([]);
    for (const allergy of all('allergy')) {
      const ordered = all('order').filter(({ patientId }) => patientId === allergy.patientId);
      for (const { item } of ordered)
        expect(checkOrderAgainstAllergies(item, [allergy])).toEqual([]);
    }
  });

  it('orders in units and by routes that the catalogue has for the form', () => {
    for (const { item, dosage } of all('order')) {
      const orderable = orderableByCode(item.code);
      if (orderable?.kind !== 'drug') continue;
      expect(orderable.units).toContain(dosage!.unit);
      expect(orderable.routes).toContain(dosage!.route);
    }
  });

  it('writes a hospital of a few patients', () => {
    const few = generateHospital({ ...request, patients: 3 }).records;
    expect(few.filter(({ kind }) => kind === 'patient')).toHaveLength(3);
  });

  it('gives one patient after the other, the same as all at once', () => {
    const asked = { ...request, patients: 150, duplicates: 0.3 };
    const charts = [...syntheticCharts(asked)];
    expect(canonicalJson(charts.flatMap((chart) => chart.records))).toBe(
      canonicalJson(generateHospital(asked).records),
    );
    for (const { truth, records: chart } of charts) {
      expect(chart.every(({ patientId }) => patientId === truth.patientId)).toBe(true);
    }
  });

  it('knows who is whom: families at one address, and second records with what is wrong in them', () => {
    const charts = [...syntheticCharts({ ...request, patients: 3000, duplicates: 0.2 })];
    const patientOf = new Map(
      charts.map(({ truth, records: chart }) => [
        truth.patientId,
        chart.find(({ kind }) => kind === 'patient') as RecordOf<'patient'>,
      ]),
    );
    const second = charts.filter(({ truth }) => truth.damages);
    expect(second.length).toBeGreaterThan(350);
    for (const { truth } of second) {
      const mine = patientOf.get(truth.patientId)!;
      const first = patientOf.get(truth.person)!;
      expect(mine.recordNumber).not.toBe(first.recordNumber);
      if (truth.damages!.length === 0) expect(mine.name).toBe(first.name);
      if (truth.damages!.includes('toneLoss')) {
        expect(foldText(mine.name!)).toBe(foldText(first.name!));
        expect(mine.name).not.toBe(first.name);
      }
    }
    const seen = new Set(second.flatMap(({ truth }) => truth.damages!));
    expect(seen.size).toBe(20);
    const family = charts.filter(
      ({ truth }) => truth.household !== truth.person && truth.person === truth.patientId,
    );
    expect(family.length).toBeGreaterThan(300);
    for (const { truth } of family) {
      expect(patientOf.get(truth.patientId)!.address).toBe(patientOf.get(truth.household)!.address);
    }
  });

  it('holds valid records where people were registered twice, too', () => {
    const twice = generateHospital({ ...request, patients: 600, duplicates: 0.5 }).records;
    const flaws = twice.filter(
      (record) =>
        classifyLeaf(record.id, record as unknown as Record<string, unknown>).kind !== 'valid',
    );
    expect(flaws.map(({ id }) => id)).toEqual([]);
  });
});
