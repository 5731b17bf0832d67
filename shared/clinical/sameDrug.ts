import { orderableByCode } from './catalogue/orderables.ts';
import type { OrderItem } from './doseText.ts';
import { foldDrugName } from './foldText.ts';

/** Whether two ordered items hold the same substance, whatever the form. Tests compare by code. */
export function isSameDrug(a: OrderItem, b: OrderItem): boolean {
  const [first, second] = [orderableByCode(a.code), orderableByCode(b.code)];
  if (first?.kind === 'drug' && second?.kind === 'drug') {
    return first.drug.substances.some((code) => second.drug.substances.includes(code));
  }
  return a.code === b.code || foldDrugName(a.display) === foldDrugName(b.display);
}
