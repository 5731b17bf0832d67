import { expect, test } from 'vitest';
import { allergyClasses } from '../../../../shared/clinical/catalogue/allergyClasses.ts';
import { allergens } from '../../../../shared/clinical/catalogue/allergens.ts';
import { drugs } from '../../../../shared/clinical/catalogue/drugs.ts';
import { laboratoryTests } from '../../../../shared/clinical/catalogue/laboratoryTests.ts';
import { orderableByCode, orderables } from '../../../../shared/clinical/catalogue/orderables.ts';
import { searchAllergens, searchOrderables } from '../../../../shared/clinical/catalogue/search.ts';
import { allergy } from '../../../../shared/records/allergy.ts';
import { order } from '../../../../shared/records/order.ts';

test('every entry fits the records that will carry it, and codes are unique', () => {
  expect(drugs.length).toBeGreaterThanOrEqual(60);
  expect(laboratoryTests.length).toBeGreaterThanOrEqual(40);
  expect(new Set(orderables.map(({ code }) => code)).size).toBe(orderables.length);
  expect(new Set(allergens.map(({ code }) => code)).size).toBe(allergens.length);
  for (const orderable of orderables) {
    const form = orderable.kind === 'drug' ? { form: orderable.form.vi } : {};
    const item = { code: orderable.code, display: orderable.name.vi, ...form };
    expect(order.schema.shape.item.safeParse(item).error).toBeUndefined();
  }
  for (const { code, name } of allergens) {
    expect(allergy.schema.shape.substanceCode.safeParse(code).error).toBeUndefined();
    expect(allergy.schema.shape.substance.safeParse(name.vi).error).toBeUndefined();
  }
});

test('every substance of every drug can be named as an allergen', () => {
  const known = new Set(allergens.flatMap(({ substances }) => substances));
  const codes = new Set(allergens.map(({ code }) => code));
  for (const { substances } of drugs) {
    for (const substance of substances) {
      expect(known.has(substance)).toBe(true);
      expect(codes.has(substance)).toBe(true);
    }
  }
});

test('cross-reactivity is stated in both directions', () => {
  const classes: Record<string, { crossReactive: readonly string[] }> = allergyClasses;
  for (const [code, { crossReactive }] of Object.entries(classes)) {
    for (const other of crossReactive) expect(classes[other]!.crossReactive).toContain(code);
  }
});

test('every drug has a unit and a route to be ordered in', () => {
  for (const orderable of orderables) {
    if (orderable.kind !== 'drug') continue;
    expect(orderable.units.length).toBeGreaterThan(0);
    expect(orderable.routes.length).toBeGreaterThan(0);
  }
  const insulin = orderableByCode('insulin-glargine-insulin-injection');
  expect(insulin).toMatchObject({ units: ['unit'] });
});

test.each([
  ['para', 'paracetamol-tablet'],
  ['PARACETAMOL goi', 'paracetamol-sachet'],
  ['acetaminophen', 'paracetamol-tablet'],
  ['pênixilin g', 'benzylpenicillin-powder-for-injection'],
  ['xefotaxim', 'cefotaxime-powder-for-injection'],
  ['amoxycilin', 'amoxicillin-capsule'],
  ['augmentin', 'amoxicillin-clavulanic-acid-tablet'],
  ['cong thuc mau', 'lab-full-blood-count'],
  ['công thức', 'lab-full-blood-count'],
  ['ctm', 'lab-full-blood-count'],
  ['duong huyet', 'lab-glucose'],
  ['kali', 'potassium-chloride-tablet'],
])('typing %j finds %s first', (query, code) => {
  expect(searchOrderables(query)[0]?.code).toBe(code);
});

test('nothing is offered for empty text or for text that names nothing', () => {
  expect(searchOrderables('  ')).toEqual([]);
  expect(searchOrderables('…')).toEqual([]);
  expect(searchOrderables('zwxk')).toEqual([]);
});

test('an allergen search offers the class before its members', () => {
  expect(searchAllergens('penicilin')[0]?.code).toBe('penicillins');
  expect(searchAllergens('tôm')[0]?.code).toBe('shrimp-crab');
  expect(searchAllergens('augmentin')[0]?.code).toBe('amoxicillin-clavulanic-acid');
});
