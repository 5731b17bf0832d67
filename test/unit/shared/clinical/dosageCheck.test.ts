import { expect, test } from 'vitest';
import { orderableByCode } from '../../../../shared/clinical/catalogue/orderables.ts';
import type { OrderableDrug } from '../../../../shared/clinical/catalogue/orderables.ts';
import { checkDosage } from '../../../../shared/clinical/dosageCheck.ts';
import { isSameDrug } from '../../../../shared/clinical/sameDrug.ts';

function drug(code: string): OrderableDrug {
  const found = orderableByCode(code);
  if (found?.kind !== 'drug') throw new Error(`no such drug: ${code}`);
  return found;
}

test('a unit that doesn’t fit the form is found', () => {
  expect(checkDosage(drug('paracetamol-tablet'), { unit: 'mL', route: 'oral' })).toEqual([
    'unitDoesNotFitForm',
  ]);
  expect(checkDosage(drug('paracetamol-tablet'), { unit: 'mg', route: 'oral' })).toEqual([]);
});

test('an unusual route is found', () => {
  const vancomycin = drug('vancomycin-powder-for-injection');
  expect(checkDosage(vancomycin, { unit: 'mg', route: 'intramuscular' })).toEqual([
    'routeIsUnusual',
  ]);
});

test('one drug in two forms is the same drug; a combination shares its parts', () => {
  const tablet = { code: 'paracetamol-tablet', display: 'Paracetamol' };
  const infusion = { code: 'paracetamol-infusion', display: 'Paracetamol' };
  const ibuprofen = { code: 'ibuprofen-tablet', display: 'Ibuprofen' };
  expect(isSameDrug(tablet, infusion)).toBe(true);
  expect(isSameDrug(tablet, ibuprofen)).toBe(false);
  expect(
    isSameDrug(
      { code: 'amoxicillin-capsule', display: 'Amoxicillin' },
      { code: 'amoxicillin-clavulanic-acid-tablet', display: 'Amoxicillin + acid clavulanic' },
    ),
  ).toBe(true);
});
