import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  eventsBehind,
  isCurrent,
  isRunning,
  orderStateOf,
  orderStatesOf,
  standingReplacementsOf,
} from '../../../../shared/clinical/orderState.ts';
import type { Order, OrderEvent, OrderState } from '../../../../shared/clinical/orderState.ts';
import { orderEvent, paracetamol } from './findings/sampleChart.ts';

const first = paracetamol();
const b = paracetamol({ replaces: first.id });
const c = paracetamol({ replaces: first.id });
const afterB = paracetamol({ replaces: b.id });
const afterBAware = paracetamol({ replaces: b.id, after: [c.id] });
const stop = orderEvent(first, 'stop');
const stopAware = orderEvent(first, 'stop', [b]);
const bAware = paracetamol({ replaces: first.id, after: [stop.id] });
const error = orderEvent(first, 'enteredInError');
const resumeB = orderEvent(b, 'resume', [stop]);
const errorOfB = orderEvent(b, 'enteredInError');
const stopOfB = orderEvent(b, 'stop');
const stopOfC = orderEvent(c, 'stop');
const holdB = orderEvent(b, 'hold');

const cases: readonly [
  title: string,
  orders: readonly Order[],
  events: readonly OrderEvent[],
  states: ReadonlyMap<Order, OrderState['kind']>,
][] = [
  ['one replacement', [first, b], [], states([first, 'replaced'], [b, 'active'])],
  ['its hold', [first, b], [holdB], states([b, 'held'])],
  [
    'two replacements',
    [first, b, c],
    [],
    states([first, 'replaced'], [b, 'disputed'], [c, 'disputed']),
  ],
  [
    'two replacements, one stopped',
    [first, b, c],
    [stopOfC],
    states([first, 'replaced'], [b, 'active'], [c, 'stopped']),
  ],
  [
    'two replacements, one entered in error',
    [first, b, c],
    [errorOfB],
    states([first, 'replaced'], [b, 'enteredInError'], [c, 'active']),
  ],
  ['stop ‖ replace', [first, b], [stop], states([first, 'stopped'], [b, 'proposed'])],
  ['error ‖ replace', [first, b], [error], states([first, 'enteredInError'], [b, 'proposed'])],
  ['a stop, then a replacement', [first, bAware], [stop], states([bAware, 'active'])],
  [
    'a replacement, then a stop',
    [first, b],
    [stopAware],
    states([first, 'stopped'], [b, 'active']),
  ],
  ['stop ‖ replace, resumed by who saw both', [first, b], [stop, resumeB], states([b, 'active'])],
  ['stop ‖ replace, stopped as well', [first, b], [stop, stopOfB], states([b, 'stopped'])],
  ['a replacement entered in error never was', [first, b], [errorOfB], states([first, 'active'])],
  ['a stopped replacement', [first, b], [stopOfB], states([first, 'replaced'], [b, 'stopped'])],
  [
    'stop ‖ replace, replaced on',
    [first, b, afterB],
    [stop],
    states([b, 'replaced'], [afterB, 'proposed']),
  ],
  [
    'one of two replacements replaced on by somebody who hadn’t seen the other',
    [first, b, c, afterB],
    [],
    states([b, 'replaced'], [afterB, 'disputed'], [c, 'disputed']),
  ],
  [
    'one of two replacements replaced on by somebody who had seen the other',
    [first, b, c, afterBAware],
    [],
    // Whoever wrote it decided for their own; the other is still to be stopped.
    states([afterBAware, 'active'], [c, 'disputed']),
  ],
  [
    'the replacement of a replacement stopped: its line has ended',
    [first, b, c, afterB],
    [orderEvent(afterB, 'stop')],
    states([b, 'replaced'], [c, 'active']),
  ],
  ['a replaced order that isn’t here', [b, c], [], states([b, 'disputed'], [c, 'disputed'])],
  ['an order that replaces itself', [selfReplacing()], [], new Map()],
];

describe('replaced orders', () => {
  test.each(cases)('%s', (_title, orders, events, expected) => {
    for (const [order, kind] of expected) {
      expect(orderStateOf(order, events, orders).kind).toBe(kind);
    }
  });

  test.each(cases)(
    'invariant 3: whatever the order and the repetition of arrivals (%s)',
    (_title, orders, events) => {
      const expected = new Map([...orderStatesOf(orders, events)].sort(byId));
      for (const order of orders) {
        expect(expected.get(order.id)).toEqual(orderStateOf(order, events, orders));
      }
      fc.assert(
        fc.property(shuffledTwice(orders), shuffledTwice(events), (someOrders, someEvents) => {
          const states = new Map([...orderStatesOf(someOrders, someEvents)].sort(byId));
          expect(states).toEqual(expected);
        }),
        { numRuns: 30 },
      );
    },
  );

  test('a circle of replacements, from a broken client, ends', () => {
    const circle: Order[] = [
      { ...first, replaces: b.id },
      { ...b, replaces: first.id },
    ];
    expect(orderStateOf(circle[0]!, [], circle).kind).toBe('replaced');
    expect(standingReplacementsOf(circle, []).size).toBe(2);
  });

  test('what is current stays in the list; what waits for a decision is not running', () => {
    const of = (order: Order, orders: readonly Order[], events: readonly OrderEvent[] = []) =>
      orderStateOf(order, events, orders);
    const proposed = of(b, [first, b], [stop]);
    const disputed = of(b, [first, b, c]);
    const replaced = of(first, [first, b]);
    expect([proposed, disputed, replaced].map(isCurrent)).toEqual([true, true, false]);
    expect([proposed, disputed, replaced].map(isRunning)).toEqual([false, false, false]);
    expect(isRunning(of(b, [first, b], [holdB]))).toBe(true);
    expect(eventsBehind(proposed)).toEqual([stop]);
    expect(eventsBehind(disputed)).toEqual([]);
    expect(eventsBehind(of(b, [b], [holdB]))).toEqual([holdB]);
  });
});

function states(
  ...rows: readonly (readonly [Order, OrderState['kind']])[]
): ReadonlyMap<Order, OrderState['kind']> {
  return new Map(rows);
}

function selfReplacing(): Order {
  const order = paracetamol();
  return { ...order, replaces: order.id };
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function shuffledTwice<T>(records: readonly T[]): fc.Arbitrary<T[]> {
  return fc
    .shuffledSubarray([...records.keys(), ...records.keys()], { minLength: records.length * 2 })
    .map((indices) => indices.map((index) => records[index]!));
}
