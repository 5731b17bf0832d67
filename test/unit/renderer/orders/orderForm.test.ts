import { describe, expect, test } from 'vitest';
import {
  emptyOrderForm,
  itemOf,
  readDosage,
  readTimesOfDay,
  withDrug,
} from '../../../../renderer/features/orders/orderForm.ts';
import type { OrderForm } from '../../../../renderer/features/orders/orderForm.ts';
import { orderableByCode, orderables } from '../../../../shared/clinical/catalogue/orderables.ts';
import type { OrderableDrug } from '../../../../shared/clinical/catalogue/orderables.ts';
import { order } from '../../../../shared/records/order.ts';

function drug(code: string): OrderableDrug {
  const found = orderableByCode(code);
  if (found?.kind !== 'drug') throw new Error(`no such drug: ${code}`);
  return found;
}

const paracetamol = drug('paracetamol-tablet');

function form(change: Partial<OrderForm>): OrderForm {
  return { ...emptyOrderForm, ...withDrug(emptyOrderForm, paracetamol), ...change };
}

const complete = form({ amount: '0,5', unit: 'g', frequency: 'hours6', duration: '5' });

test('a complete form is the dosage that the order carries', () => {
  const read = readDosage({ ...complete, asNeededFor: ' sốt từ 38,5 °C ' }, paracetamol);
  expect(read).toEqual({
    kind: 'complete',
    dosage: {
      amount: '0.5',
      unit: 'g',
      route: 'oral',
      timing: { kind: 'everyHours', hours: 6 },
      asNeededFor: 'sốt từ 38,5 °C',
      durationDays: 5,
    },
  });
  if (read.kind !== 'complete') return;
  expect(order.schema.shape.dosage.safeParse(read.dosage).error).toBeUndefined();
});

test('no drug fills in an amount, a frequency or a duration', () => {
  for (const orderable of orderables) {
    if (orderable.kind !== 'drug') continue;
    const chosen = { ...emptyOrderForm, ...withDrug(emptyOrderForm, orderable) };
    expect(chosen).toMatchObject({ amount: '', frequency: null, duration: '', asNeededFor: '' });
    const read = readDosage(chosen, orderable);
    expect(read.kind === 'gaps' && read.gaps[0]).toBe('amount');
  }
});

describe('the unit comes from the strengths on the shelf', () => {
  test.each([
    ['paracetamol-tablet', 'mg'],
    ['levothyroxine-tablet', 'microgram'],
    ['insulin-glargine-insulin-injection', 'unit'],
    ['benzylpenicillin-powder-for-injection', 'unit'],
    ['paracetamol-infusion', 'g'],
  ])('%s: %s', (code, unit) => {
    expect(withDrug(emptyOrderForm, drug(code)).unit).toBe(unit);
  });

  test.each(['meropenem-powder-for-injection', 'amoxicillin-clavulanic-acid-tablet'])(
    'and is left to choose where they differ or combine: %s',
    (code) => {
      expect(withDrug(emptyOrderForm, drug(code)).unit).toBeNull();
    },
  );
});

test.each([
  [{ amount: '1.000' }, 'amount'],
  [{ amount: '' }, 'amount'],
  [{ unit: null }, 'unit'],
  [{ unit: 'mL' }, 'unitDoesNotFitForm'],
  [{ route: null }, 'route'],
  [{ route: 'rectal' }, 'routeNotConfirmed'],
  [{ frequency: null }, 'frequency'],
  [{ frequency: 'at', timesOfDay: '25:00' }, 'timesOfDay'],
  [{ duration: '100' }, 'duration'],
  [{ duration: '0' }, 'duration'],
] as const)('%j is held back: %s', (change, gap) => {
  const read = readDosage({ ...complete, ...change }, paracetamol);
  expect(read.kind === 'gaps' && read.gaps).toContain(gap);
});

test('an unusual route is possible once it is confirmed', () => {
  const read = readDosage({ ...complete, route: 'rectal', routeConfirmed: true }, paracetamol);
  expect(read).toMatchObject({ kind: 'complete', dosage: { route: 'rectal' } });
});

test.each([
  ['8', ['08:00']],
  ['8h, 20h', ['08:00', '20:00']],
  ['20:00 08:00', ['08:00', '20:00']],
  ['8:30;14:00', ['08:30', '14:00']],
  ['8g30', ['08:30']],
  ['8 8', ['08:00']],
])('times of day: %j', (text, times) => {
  expect(readTimesOfDay(text)).toEqual(times);
});

test.each(['', '24', '8:60', 'sáng', '8,x'])('no times of day: %j', (text) => {
  expect(readTimesOfDay(text)).toBeUndefined();
});

test('an order names its drug in the words that are signed, whatever the language of the screen', () => {
  expect(itemOf(paracetamol)).toEqual({
    code: 'paracetamol-tablet',
    display: 'Paracetamol',
    form: 'viên',
  });
});
