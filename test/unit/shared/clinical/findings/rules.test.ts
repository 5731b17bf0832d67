import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartOf } from '../../../../../shared/clinical/findings/chart.ts';
import { findingRules } from '../../../../../shared/clinical/findings/finding.ts';
import { findingsOf } from '../../../../../shared/clinical/findings/findings.ts';
import { rules } from '../../../../../shared/clinical/findings/rules.ts';
import { newRecordId } from '../../../../../shared/records/ids.ts';
import type { AnyRecord } from '../../../../../shared/records/kinds.ts';
import { addAllergyCases } from './allergyRuleCases.ts';
import type { Finds, RuleCase } from './ruleCase.ts';
import * as sample from './sampleChart.ts';

const cases: RuleCase[] = [];
const finds: Finds = (rule, title, records, ...found) => {
  cases.push({ rule, title, records, finds: found });
};
const { paracetamol, drugOrder, testOrder, orderEvent, stay, close } = sample;
const { condition, note, draft, retraction, editedByTwo, encounterEvent } = sample;
addAllergyCases(finds);

{
  const rule = 'sameDrugTwice';
  const [a, b, c] = [paracetamol(), paracetamol(), paracetamol()];
  const syrup = drugOrder('paracetamol-infusion', 'Acetaminophen');
  const own = drugOrder('thuoc-cua-ba', 'Thuốc của bà');
  const ownAgain = drugOrder('thuoc-khac', 'THUOC CUA BA');
  const ibuprofen = drugOrder('ibuprofen-tablet', 'Ibuprofen');
  const amoxicillin = drugOrder('amoxicillin-capsule', 'Amoxicillin');
  const combined = drugOrder('amoxicillin-clavulanic-acid-tablet', 'Amoxicillin + acid clavulanic');
  finds(rule, 'two orders for one item', [a!, b!], [a!, b!]);
  finds(rule, 'three are one finding', [a!, b!, c!], [a!, b!, c!]);
  finds(rule, 'one substance in two forms', [a!, syrup], [a!, syrup]);
  finds(rule, 'alone and in a combination', [amoxicillin, combined], [amoxicillin, combined]);
  finds(rule, 'items that the catalogue lacks, by their words', [own, ownAgain], [own, ownAgain]);
  finds(rule, 'one of them held', [a!, b!, orderEvent(b!, 'hold')], [a!, b!]);
  finds(rule, 'different drugs', [a!, ibuprofen]);
  const forThreeDays = (signedAt: string) =>
    paracetamol({
      signedAt,
      dosage: {
        amount: '500',
        unit: 'mg',
        route: 'oral',
        timing: { kind: 'timesPerDay', times: 3 },
        durationDays: 3,
      },
    });
  const lastYear = forThreeDays('2025-11-23T08:00:00.000+07:00');
  const monday = forThreeDays('2026-11-16T08:00:00.000+07:00');
  const wednesday = forThreeDays('2026-11-18T08:00:00.000+07:00');
  finds(rule, 'days that they share', [lastYear, monday, wednesday], [monday, wednesday]);
  finds(rule, 'days that never meet', [lastYear, monday]);
  finds(rule, 'one of them stopped', [a!, b!, orderEvent(b!, 'stop')]);
  finds(rule, 'one of them entered in error', [a!, b!, orderEvent(a!, 'enteredInError')]);
  finds(rule, 'one replaces the other', [a!, paracetamol({ replaces: a!.id })]);
  const ended = stay();
  const before = paracetamol({ encounterId: ended.id });
  const closed = close(ended, 'discharged', { seen: [before] });
  const unseen = paracetamol({ encounterId: ended.id });
  finds(rule, 'one in a visit that is over', [ended, before, closed, a!]);
  finds(
    rule,
    'one in a closed visit, unseen by who closed it',
    [ended, unseen, closed, a!],
    [unseen, a!],
  );
}
{
  const rule = 'sameTestTwice';
  const at = (day: number, time: string) => `2026-11-${day}T${time}:00.000+07:00`;
  const first = testOrder('lab-crp', at(22, '08:00'));
  const dayLater = testOrder('lab-crp', at(23, '08:00'));
  const later = testOrder('lab-crp', at(23, '08:01'));
  const third = testOrder('lab-crp', at(23, '20:00'));
  const inUtc = testOrder('lab-crp', '2026-11-22T23:00:00.000+00:00');
  finds(rule, 'within 24 hours', [first, dayLater], [first, dayLater]);
  finds(
    rule,
    'a series is found in pairs',
    [first, dayLater, third],
    [first, dayLater],
    [dayLater, third],
  );
  finds(rule, 'stated by clocks of two zones', [first, inUtc], [first, inUtc]);
  finds(rule, 'after more than 24 hours', [first, later]);
  finds(rule, 'another test', [first, testOrder('lab-glucose', at(22, '08:00'))]);
  finds(rule, 'one of them stopped', [first, dayLater, orderEvent(first, 'stop')]);
}
{
  const rule = 'twoOpenStays';
  const [a, b] = [stay(), stay({ ward: 'NGOAI' })];
  const disputed = editedByTwo(
    stay({ class: 'emergency' }),
    { class: 'inpatient' },
    { class: 'outpatient' },
  );
  const closed = close(b, 'referred');
  finds(rule, 'two stays', [a, b], [a, b]);
  finds(rule, 'one may be a stay', [a, disputed], [a, disputed]);
  finds(
    rule,
    'closed and reopened',
    [a, b, closed, encounterEvent(b, { kind: 'reopen' }, { after: [closed] })],
    [a, b],
  );
  finds(rule, 'one is closed', [a, b, closed]);
  finds(rule, 'one is entered in error', [a, b, encounterEvent(b, { kind: 'enteredInError' })]);
  finds(rule, 'a stay and an outpatient visit', [a, stay({ class: 'outpatient' })]);
}
{
  const rule = 'twoMainDiagnoses';
  const visit = stay();
  const [a, b] = [condition(visit), condition(visit, { text: 'Suy tim' })];
  const disputed = editedByTwo(
    condition(visit, { rank: 'comorbidity', text: 'Tăng huyết áp' }),
    { diagnosis: { rank: 'main', text: 'Tăng huyết áp', clinicalStatus: 'active' } },
    { diagnosis: { rank: 'comorbidity', text: 'Tăng huyết áp', clinicalStatus: 'active' } },
  );
  finds(rule, 'two are active', [visit, a, b], [visit, a, b]);
  finds(rule, 'one of them on one side only', [visit, a, disputed], [visit, a, disputed]);
  finds(rule, 'one is resolved', [visit, a, condition(visit, { clinicalStatus: 'resolved' })]);
  finds(rule, 'one is a comorbidity', [visit, a, condition(visit, { rank: 'comorbidity' })]);
  finds(rule, 'in two visits', [visit, a, condition(stay())]);
}
{
  const rule = 'workAfterClosing';
  const visit = stay();
  const within = { encounterId: visit.id };
  const [seen, unseen] = [note(within), note(within)];
  const closing = close(visit, 'discharged', { seen: [seen] });
  const base = [visit, seen, closing];
  const order = paracetamol(within);
  const open = draft(within);
  finds(rule, 'a note that who closed it hadn’t seen', [...base, unseen], [visit, closing, unseen]);
  finds(
    rule,
    'an order and an open draft too, as one finding',
    [...base, order, open],
    [visit, closing, order, open],
  );
  finds(rule, 'a diagnosis', [...base, condition(visit)], [visit, closing, { id: '*' }]);
  const error = encounterEvent(visit, { kind: 'enteredInError' }, { seen: [] });
  finds(rule, 'a visit entered in error', [visit, error, unseen], [visit, error, unseen]);
  const byTime = close(visit, 'discharged', {}, { at: '2026-11-23T15:00:00.000+07:00' });
  const later = note(within, { at: '2026-11-23T15:01:00.000+07:00' });
  finds(
    rule,
    'by stated time where the closing says nothing of what it had seen',
    [visit, byTime, seen, later],
    [visit, byTime, later],
  );
  finds(rule, 'all of it seen', base);
  finds(rule, 'seen by one of two who closed it', [
    ...base,
    close(visit, 'discharged', { seen: [] }),
  ]);
  finds(rule, 'in another visit', [...base, note()]);
  finds(rule, 'retracted, stopped, put aside', [
    ...base,
    unseen,
    retraction(unseen),
    order,
    orderEvent(order, 'stop'),
    draft({ ...within, discarded: true }),
  ]);
  finds(rule, 'reopened', [
    ...base,
    unseen,
    encounterEvent(visit, { kind: 'reopen' }, { after: [closing] }),
  ]);
}
{
  const rule = 'twoDispositions';
  const visit = stay();
  const [home, away] = [close(visit, 'discharged'), close(visit, 'referred')];
  finds(rule, 'two people closed it differently', [visit, home, away], [visit, home, away]);
  const blind = encounterEvent(visit, { kind: 'reopen' });
  finds(rule, 'a reopening that had seen neither', [visit, home, away, blind], [visit, home, away]);
  finds(rule, 'alike', [visit, home, close(visit, 'discharged')]);
  finds(rule, 'the second had seen the first', [
    visit,
    home,
    close(visit, 'referred', { after: [home] }),
  ]);
  finds(rule, 'a third had seen both', [
    visit,
    home,
    away,
    close(visit, 'died', { after: [home, away] }),
  ]);
}
{
  const rule = 'twoSigningsOfOneDraft';
  const draftId = newRecordId(sample.patientId, 'noteDraft');
  const [a, b] = [note({ draftId }), note({ draftId, signedBy: 'dd-b' })];
  finds(rule, 'both stand', [a, b], [a, b]);
  finds(rule, 'one retracted by somebody else', [a, b, retraction(a, 'dd-b')], [a, b]);
  finds(rule, 'one retracted by its author', [a, b, retraction(a, 'bs-a')]);
  finds(rule, 'two drafts', [a, note()]);
}
{
  const rule = 'twoReplacements';
  const order = paracetamol();
  const [a, b] = [paracetamol({ replaces: order.id }), paracetamol({ replaces: order.id })];
  finds(rule, 'neither knew of the other', [order, a, b], [order, a, b]);
  finds(rule, 'the replaced order isn’t here yet', [a, b], [order, a, b]);
  finds(rule, 'one was replaced on', [order, a, b, paracetamol({ replaces: b.id })], [order, a, b]);
  finds(rule, 'one is stopped', [order, a, b, orderEvent(a, 'stop')]);
  finds(rule, 'one after the other', [order, a, paracetamol({ replaces: a.id })]);
}
{
  const rule = 'stopAgainstReplacement';
  const order = paracetamol();
  const stop = orderEvent(order, 'stop');
  const next = paracetamol({ replaces: order.id });
  finds(rule, 'neither knew of the other', [order, stop, next], [order, stop, next]);
  const error = orderEvent(order, 'enteredInError');
  finds(
    rule,
    'entered in error by one, replaced by another',
    [order, error, next],
    [order, error, next],
  );
  const inherits = paracetamol({ replaces: next.id });
  finds(
    rule,
    'replaced on by somebody who hadn’t seen the stop',
    [order, stop, next, inherits],
    [inherits, next, stop],
  );
  finds(rule, 'the stop was seen', [
    order,
    stop,
    paracetamol({ replaces: order.id, after: [stop.id] }),
  ]);
  finds(rule, 'the stop had seen the replacement', [
    order,
    orderEvent(order, 'stop', [next]),
    next,
  ]);
  finds(rule, 'resumed by somebody who had seen the stop', [
    order,
    stop,
    next,
    orderEvent(next, 'resume', [stop]),
  ]);
  finds(rule, 'the replacement is stopped too', [order, stop, next, orderEvent(next, 'stop')]);
}

const run = (records: readonly AnyRecord[]) => findingsOf(chartOf(records));

describe.each(findingRules)('%s', (rule) => {
  const own = cases.filter((one) => one.rule === rule);

  test('has a rule, charts in which it is found, and charts in which it isn’t', () => {
    expect(rules.filter(({ code }) => code === rule)).toHaveLength(1);
    expect(own.filter((one) => one.finds.length > 0).length).toBeGreaterThan(0);
    expect(own.filter((one) => one.finds.length === 0).length).toBeGreaterThan(0);
  });

  test.each(own.filter((one) => one.finds.length > 0).map((one) => [one.title, one] as const))(
    'is found: %s',
    (_title, { records, finds }) => {
      const found = run(records).filter((finding) => finding.rule === rule);
      expect(found.map(({ recordIds }) => recordIds.length).sort()).toEqual(
        finds.map((ids) => ids.length).sort(),
      );
      for (const ids of finds) {
        const named = ids.map(({ id }) => id).filter((id) => id !== '*');
        expect(found.some(({ recordIds }) => named.every((id) => recordIds.includes(id)))).toBe(
          true,
        );
      }
      for (const finding of found) {
        expect(Object.values(finding.data).every((text) => text !== '')).toBe(true);
        expect(finding.settledBy.length).toBeGreaterThan(0);
      }
    },
  );

  test.each(own.filter((one) => one.finds.length === 0).map((one) => [one.title, one] as const))(
    'is not found: %s',
    (_title, { records }) => {
      expect(run(records).filter((finding) => finding.rule === rule)).toEqual([]);
    },
  );

  test.each(own.map((one) => [one.title, one] as const))(
    'invariant 3: whatever the order and the repetition of arrivals (%s)',
    (_title, { records }) => {
      const expected = run(records);
      expect(run(records)).toEqual(expected);
      fc.assert(
        fc.property(
          fc.shuffledSubarray([...records.keys(), ...records.keys()], {
            minLength: records.length * 2,
          }),
          (arrived) => {
            expect(run(arrived.map((index) => records[index]!))).toEqual(expected);
          },
        ),
        { numRuns: 20 },
      );
    },
  );
});

test('every rule has a code that the screens know, once', () => {
  expect(rules.map(({ code }) => code).sort()).toEqual([...findingRules].sort());
});
