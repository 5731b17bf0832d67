import { describe, expect, test } from 'vitest';
import { chartOf } from '../../../../../shared/clinical/findings/chart.ts';
import {
  acknowledgementOf,
  findingsOf,
  isOpen,
} from '../../../../../shared/clinical/findings/findings.ts';
import { findingId } from '../../../../../shared/clinical/findings/findingId.ts';
import type { AnyRecord } from '../../../../../shared/records/kinds.ts';
import {
  acknowledgement,
  allergy,
  close,
  condition,
  drugOrder,
  edited,
  note,
  orderEvent,
  paracetamol,
  patient,
  stay,
  testOrder,
} from './sampleChart.ts';

const run = (records: readonly AnyRecord[]) => findingsOf(chartOf(records));

describe('an acknowledged finding', () => {
  const [a, b, c] = [paracetamol(), paracetamol(), paracetamol()];
  const found = run([a, b])[0]!;
  const answer = acknowledgement(
    acknowledgementOf(found, { reason: 'Một viên, một siro', authoriser: 'bs-a' }),
  );

  test('stays in the list, answered', () => {
    const after = run([answer, a, b]);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ id: found.id, acknowledgedBy: [{ id: answer.id }] });
    expect(isOpen(after[0]!)).toBe(false);
    expect(isOpen(found)).toBe(true);
  });

  test('opens again with a third record, and is answered again once that is stopped', () => {
    const withThird = run([a, b, c, answer]);
    expect(withThird.map(isOpen)).toEqual([true]);
    expect(run([a, b, c, answer, orderEvent(c, 'stop')]).map(isOpen)).toEqual([false]);
  });

  test('opens again when a record that it rests on is edited, and stays answered when another part is', () => {
    const known = allergy({ severity: 'mild' });
    const seen = acknowledgement(
      acknowledgementOf(run([a, known])[0]!, { reason: 'Đã dùng được' }),
    );
    expect(run([a, known, seen]).map(isOpen)).toEqual([false]);
    const worse = edited(known, { severity: 'severe' });
    expect(run([a, worse, seen]).map(isOpen)).toEqual([true]);
    expect(run([a, worse, seen])[0]!.id).toBe(run([a, known])[0]!.id);

    const none = patient({ allergyStatement: 'noneKnown' });
    const both = acknowledgement(
      acknowledgementOf(run([none, known])[0]!, { reason: 'Hỏi lại người nhà' }),
    );
    const moved = edited(none, { address: 'Xã Hai' });
    expect(run([moved, known, both]).map(isOpen)).toEqual([false]);
  });

  test('is not answered by an acknowledgement of fewer records, or of another finding', () => {
    const partial = acknowledgement({
      findingId: found.id,
      rule: found.rule,
      recordIds: [a.id],
      reason: 'Đã biết',
    });
    const other = acknowledgement({
      findingId: findingId('sameDrugTwice', [c.id]),
      rule: found.rule,
      recordIds: [a.id, b.id],
      reason: 'Đã biết',
    });
    expect(run([a, b, partial, other]).map(isOpen)).toEqual([true]);
  });
});

test('the id names the rule and the records, whatever their order in the chart', () => {
  expect(findingId('sameDrugTwice', ['a', 'b'])).toMatch(/^sameDrugTwice:[0-9a-f]{16}$/);
  expect(findingId('sameDrugTwice', ['a', 'b'])).not.toBe(findingId('sameDrugTwice', ['a', 'c']));
  expect(findingId('sameDrugTwice', ['a', 'b'])).not.toBe(findingId('sameTestTwice', ['a', 'b']));
  // The same on every workstation and in every version: it stands in acknowledgements.
  expect(findingId('sameDrugTwice', ['a', 'b'])).toBe('sameDrugTwice:10a3f9f24abb4a42');
});

test('the most dangerous come first', () => {
  const twice = [
    testOrder('lab-crp', '2026-11-23T08:00:00.000+07:00'),
    testOrder('lab-crp', '2026-11-23T09:00:00.000+07:00'),
  ];
  const severities = run([...twice, stay(), stay(), paracetamol(), allergy()]).map(
    ({ severity }) => severity,
  );
  expect(severities).toEqual(['danger', 'warning', 'notice']);
});

test('an empty chart has none', () => {
  expect(run([])).toEqual([]);
});

describe('a chart of 200 records', () => {
  const visit = stay();
  const within = { encounterId: visit.id };
  const drugs = ['amoxicillin-capsule', 'ibuprofen-tablet', 'omeprazole-capsule', 'own-remedy'];
  const orders = Array.from({ length: 60 }, (_unused, index) =>
    index < 40
      ? drugOrder(drugs[index % drugs.length]!, `Thuốc số ${index}`, within)
      : testOrder('lab-crp', `2026-11-${String(index - 38).padStart(2, '0')}T08:00:00.000+07:00`),
  );
  const records: AnyRecord[] = [
    patient({ allergyStatement: 'noneKnown' }),
    visit,
    close(visit, 'discharged', { seen: orders }),
    allergy({ substance: 'kháng sinh nhóm Penicillin' }),
    allergy({ substance: 'Ibuprofen', substanceCode: 'ibuprofen' }),
    allergy({ substance: 'thuốc tiêm không rõ loại' }),
    ...Array.from({ length: 10 }, () => condition(visit)),
    ...orders,
    ...orders.slice(0, 35).map((order, index) => orderEvent(order, index % 3 ? 'stop' : 'hold')),
    ...Array.from({ length: 89 }, () => note(within)),
  ];

  test('is checked in less than a millisecond, the index of the chart included', () => {
    expect(records).toHaveLength(200);
    const open = records.filter(({ kind }) => kind !== 'encounterEvent');
    for (const chart of [records, open]) {
      for (let index = 0; index < 200; index += 1) run(chart);
      const rounds = Array.from({ length: 100 }, () => {
        const before = performance.now();
        run(chart);
        return performance.now() - before;
      }).sort((a, b) => a - b);
      // The fastest: the machine's other work is no part of the rules.
      expect(rounds[0]).toBeLessThan(1);
    }
  });
});
