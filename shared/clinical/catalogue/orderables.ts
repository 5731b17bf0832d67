import type { Localised } from '../language.ts';
import { dosageForms } from './dosageForms.ts';
import type { DoseUnit, Route } from './dosageForms.ts';
import { drugs } from './drugs.ts';
import type { Drug } from './drugs.ts';
import { laboratoryTests } from './laboratoryTests.ts';

/** A drug in one form: what a medication order names. */
export interface OrderableDrug {
  readonly kind: 'drug';
  /** `<drug>-<form>`, as an order carries it. */
  readonly code: string;
  readonly drug: Drug;
  readonly name: Localised;
  readonly form: Localised;
  readonly strengths: readonly string[];
  readonly units: readonly DoseUnit[];
  readonly routes: readonly Route[];
  readonly aliases: readonly string[];
}

/** A laboratory test: what a laboratory order names. */
export interface OrderableTest {
  readonly kind: 'test';
  readonly code: string;
  readonly name: Localised;
  readonly aliases: readonly string[];
}

export type Orderable = OrderableDrug | OrderableTest;

/** Everything that can be ordered: a drug once for each of its forms, and the tests. */
export const orderables: readonly Orderable[] = [
  ...drugs.flatMap((drug) => drug.products.map((product) => orderableDrug(drug, product))),
  ...laboratoryTests.map(({ code, name, aliases }) => ({
    kind: 'test' as const,
    code,
    name,
    aliases,
  })),
];

const byCode = new Map(orderables.map((orderable) => [orderable.code, orderable]));

/** What an order's item code names, or undefined when this catalogue hasn't got it. */
export function orderableByCode(code: string): Orderable | undefined {
  return byCode.get(code);
}

function orderableDrug(drug: Drug, product: Drug['products'][number]): OrderableDrug {
  const form = dosageForms[product.form];
  const inUnits = product.strengths.some((strength) => strength.includes('đơn vị'));
  return {
    kind: 'drug',
    code: `${drug.code}-${product.form}`,
    drug,
    name: { vi: drug.name, en: drug.name },
    form: { vi: form.vi, en: form.en },
    strengths: product.strengths,
    // A drug whose strength is in units is ordered in units, and in nothing else.
    units: inUnits ? ['unit'] : form.units,
    routes: product.routes ?? form.routes,
    aliases: drug.aliases,
  };
}
