import * as z from 'zod';
import { orderableByCode } from '../../../shared/clinical/catalogue/orderables.ts';
import type {
  OrderableDrug,
  OrderableTest,
} from '../../../shared/clinical/catalogue/orderables.ts';
import { checkDosage } from '../../../shared/clinical/dosageCheck.ts';
import { unitNames } from '../../../shared/clinical/doseText.ts';
import type { Dosage, OrderItem } from '../../../shared/clinical/doseText.ts';
import { parseDecimal } from '../../../shared/clinical/parseDecimal.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { doseUnits, routes } from '../../../shared/records/order.ts';
import { oneLine } from '../../app/oneLine.ts';

/** What stands in the order form, as typed and chosen: nothing of a dose is ever filled in. */
export const orderFormSchema = z.strictObject({
  search: z.string(),
  /** Code of the drug; null while tests or nothing are chosen. */
  drug: z.string().nullable(),
  tests: z.array(z.string()),
  amount: z.string(),
  unit: z.enum(doseUnits).nullable(),
  route: z.enum(routes).nullable(),
  /** The prescriber said that an unusual route is meant. */
  routeConfirmed: z.boolean(),
  frequency: z.string().nullable(),
  timesOfDay: z.string(),
  duration: z.string(),
  asNeededFor: z.string(),
  instruction: z.string(),
  priority: z.enum(['routine', 'urgent']).nullable(),
  overrideReason: z.string(),
  /** Id of the order that this one takes the place of. */
  replaces: z.string().nullable().default(null),
  /** What its prescriber had before them of the replaced order when they began. */
  after: z.array(z.string()).default([]),
});
export type OrderForm = z.infer<typeof orderFormSchema>;

export const emptyOrderForm: OrderForm = {
  search: '',
  drug: null,
  tests: [],
  amount: '',
  unit: null,
  route: null,
  routeConfirmed: false,
  frequency: null,
  timesOfDay: '',
  duration: '',
  asNeededFor: '',
  instruction: '',
  priority: null,
  overrideReason: '',
  replaces: null,
  after: [],
};

/** Frequencies to choose from; `at` opens a field for times of day. */
export const frequencies: Readonly<Record<string, Dosage['timing'] | 'timesOfDay'>> = {
  day1: { kind: 'timesPerDay', times: 1 },
  day2: { kind: 'timesPerDay', times: 2 },
  day3: { kind: 'timesPerDay', times: 3 },
  day4: { kind: 'timesPerDay', times: 4 },
  hours4: { kind: 'everyHours', hours: 4 },
  hours6: { kind: 'everyHours', hours: 6 },
  hours8: { kind: 'everyHours', hours: 8 },
  hours12: { kind: 'everyHours', hours: 12 },
  hours24: { kind: 'everyHours', hours: 24 },
  once: { kind: 'once' },
  at: 'timesOfDay',
};

export function chosenDrug(form: OrderForm): OrderableDrug | undefined {
  const found = form.drug === null ? undefined : orderableByCode(form.drug);
  return found?.kind === 'drug' ? found : undefined;
}

export function chosenTests(form: OrderForm): readonly OrderableTest[] {
  return form.tests
    .map((code) => orderableByCode(code))
    .filter((found): found is OrderableTest => found?.kind === 'test');
}

/**
 * The form once a drug is chosen. The unit is that of the strengths on the shelf where they agree
 * (microgam stays microgam); the amount is never filled in. One possible route leaves no choice.
 */
export function withDrug(form: OrderForm, drug: OrderableDrug): Partial<OrderForm> {
  return {
    ...emptyOrderForm,
    tests: form.tests,
    drug: drug.code,
    unit: unitOfStrengths(drug) ?? null,
    route: drug.routes.length === 1 ? drug.routes[0]! : null,
  };
}

/**
 * The form of an order that takes the place of another: the same drug, by the same route and as
 * often. The dose, which is what changes, is left empty.
 */
export function replacing(order: RecordOf<'order'>, after: readonly string[]): OrderForm {
  const found = orderableByCode(order.item.code);
  if (found?.kind !== 'drug' || !order.dosage) return emptyOrderForm;
  const { route, timing, asNeededFor, durationDays } = order.dosage;
  const frequency = frequencyOf(timing);
  return {
    ...emptyOrderForm,
    ...withDrug(emptyOrderForm, found),
    route,
    frequency,
    timesOfDay: timing.kind === 'timesOfDay' ? timing.at.join(', ') : '',
    duration: durationDays === undefined ? '' : String(durationDays),
    asNeededFor: asNeededFor ?? '',
    instruction: order.instruction ?? '',
    replaces: order.id,
    after: [...after],
  };
}

function frequencyOf(timing: Dosage['timing']): string | null {
  if (timing.kind === 'timesOfDay') return 'at';
  const same = Object.entries(frequencies).find(
    ([, each]) => JSON.stringify(each) === JSON.stringify(timing),
  );
  return same?.[0] ?? null;
}

/** Whether something stands in the form that another order would push out. */
export function isBegun(form: OrderForm): boolean {
  return form.drug !== null || form.tests.length > 0;
}

/** The one unit of all strengths; undefined where they differ, or where substances are combined. */
function unitOfStrengths(drug: OrderableDrug): Dosage['unit'] | undefined {
  if (drug.units.length === 1) return drug.units[0];
  const stated = drug.strengths.map((strength) => {
    const word = /^[\d\s.,]+(\p{L}+)(?!.*\+)/u.exec(strength)?.[1];
    return drug.units.find((unit) => unitNames[unit].vi === word);
  });
  return stated.every((unit) => unit === stated[0]) ? stated[0] : undefined;
}

/** What an order of this drug names, in the words that are signed. */
export function itemOf(orderable: OrderableDrug | OrderableTest): OrderItem {
  const item = { code: orderable.code, display: orderable.name.vi };
  return orderable.kind === 'drug' ? { ...item, form: orderable.form.vi } : item;
}

/** What is still missing or wrong in a dosage, the first thing first. */
export type DosageGap =
  | 'amount'
  | 'unit'
  | 'unitDoesNotFitForm'
  | 'route'
  | 'routeNotConfirmed'
  | 'frequency'
  | 'timesOfDay'
  | 'duration';

export type ReadDosage =
  | { readonly kind: 'complete'; readonly dosage: Dosage }
  | { readonly kind: 'gaps'; readonly gaps: readonly DosageGap[] };

/** The dosage that the form says, or what it lacks. */
export function readDosage(form: OrderForm, drug: OrderableDrug): ReadDosage {
  const amount = parseDecimal(form.amount);
  const timing = readTiming(form);
  const duration = readDuration(form.duration);
  const { unit, route } = form;
  const gaps: DosageGap[] = [];
  if (amount.kind !== 'decimal') gaps.push('amount');
  if (unit === null) gaps.push('unit');
  else if (checkDosage(drug, { unit, route: drug.routes[0]! }).length > 0) {
    gaps.push('unitDoesNotFitForm');
  }
  if (route === null) gaps.push('route');
  else if (isUnusualRoute(form, drug) && !form.routeConfirmed) gaps.push('routeNotConfirmed');
  if (form.frequency === null) gaps.push('frequency');
  else if (timing === undefined) gaps.push('timesOfDay');
  if (duration === 'unreadable') gaps.push('duration');
  if (gaps.length > 0 || amount.kind !== 'decimal' || !timing || duration === 'unreadable') {
    return { kind: 'gaps', gaps };
  }
  const asNeededFor = oneLine(form.asNeededFor);
  return {
    kind: 'complete',
    dosage: {
      amount: amount.value,
      unit: unit!,
      route: route!,
      timing,
      ...(asNeededFor === '' ? {} : { asNeededFor }),
      ...(duration === undefined ? {} : { durationDays: duration }),
    },
  };
}

export function isUnusualRoute(form: OrderForm, drug: OrderableDrug): boolean {
  return form.route !== null && !drug.routes.includes(form.route);
}

/** Times of day as typed: `8`, `8h`, `8:00, 20:00`, `8 14 20`; undefined when one isn't a time. */
export function readTimesOfDay(text: string): string[] | undefined {
  const typed = text.split(/[\s,;]+/).filter((part) => part !== '');
  const times = typed.map((part) => {
    const match = /^(\d{1,2})(?:(?:[:hg])(\d{2})?)?$/i.exec(part);
    const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
    if (!match || hour > 23 || minute > 59) return undefined;
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  });
  if (times.length === 0 || times.length > 12) return undefined;
  const read = times.filter((time) => time !== undefined);
  return read.length === times.length ? [...new Set(read)].sort() : undefined;
}

function readTiming(form: OrderForm): Dosage['timing'] | undefined {
  const chosen = form.frequency === null ? undefined : frequencies[form.frequency];
  if (chosen !== 'timesOfDay') return chosen;
  const at = readTimesOfDay(form.timesOfDay);
  return at && { kind: 'timesOfDay', at };
}

function readDuration(text: string): number | 'unreadable' | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const match = /^(\d{1,2})\s*(ngày|ngay|days?|d)?$/i.exec(typed);
  const days = Number(match?.[1]);
  return match && days >= 1 && days <= 90 ? days : 'unreadable';
}
