import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderStateOf } from '../../../../shared/clinical/orderState.ts';
import type { OrderEvent, OrderState } from '../../../../shared/clinical/orderState.ts';
import { newRecordId } from '../../../../shared/records/ids.ts';
import { patientId, sampleEvent } from './sampleRecords.ts';

const order = { id: newRecordId(patientId, 'order') };
const hold = sampleEvent(order.id, 'hold');
const resume = sampleEvent(order.id, 'resume', [hold]);
const unawareResume = sampleEvent(order.id, 'resume');
const secondHold = sampleEvent(order.id, 'hold', [hold, resume]);
const stop = sampleEvent(order.id, 'stop');
const error = sampleEvent(order.id, 'enteredInError');
const foreign = sampleEvent(newRecordId(patientId, 'order'), 'stop');

const cases: readonly [string, readonly OrderEvent[], OrderState['kind']][] = [
  ['no event', [], 'active'],
  ['an event of another order', [foreign], 'active'],
  ['a hold', [hold], 'held'],
  ['a hold and the resume that had seen it', [hold, resume], 'active'],
  ['a hold ‖ a resume', [hold, unawareResume], 'held'],
  ['a resume and a hold that came after it', [hold, resume, secondHold], 'held'],
  ['a stop after a resume', [hold, resume, stop], 'stopped'],
  ['a stop ‖ a hold', [hold, stop], 'stopped'],
  ['a stop ‖ a resume', [stop, resume], 'stopped'],
  ['entered in error and a stop', [stop, error], 'enteredInError'],
  ['everything', [hold, resume, secondHold, unawareResume, stop, error, foreign], 'enteredInError'],
];

test.each(cases)('%s', (_title, events, kind) => {
  expect(orderStateOf(order, events).kind).toBe(kind);
});

test('invariant 3: the state doesn’t depend on the order or the repetition of arrivals', () => {
  const all = [hold, resume, unawareResume, secondHold, stop, error, foreign];
  fc.assert(
    fc.property(fc.subarray(all), fc.infiniteStream(fc.nat()), (events, random) => {
      const expected = orderStateOf(order, events);
      const weights = new Map(events.map((event) => [event, random.next().value as number]));
      const shuffled = [...events].sort((a, b) => weights.get(a)! - weights.get(b)!);
      expect(orderStateOf(order, shuffled)).toEqual(expected);
      expect(orderStateOf(order, [...shuffled, ...events]).kind).toBe(expected.kind);
    }),
  );
});
