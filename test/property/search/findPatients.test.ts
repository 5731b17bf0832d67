import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPatients } from '../../../shared/identity/search/findPatients.ts';
import { openPatientIndex } from '../../../shared/identity/search/patientIndex.ts';
import type { PatientIndex } from '../../../shared/identity/search/patientIndex.ts';
import { readQuery } from '../../../shared/identity/search/patientQuery.ts';
import type { SearchablePatient } from '../../../shared/identity/search/searchable.ts';
import { naiveSearch } from '../../support/search/naiveSearch.ts';

const today = '2026-11-23';
const place = { ward: 'NOI', nowMs: Date.parse('2026-11-23T07:00:00.000Z') };

const syllable = fc.constantFrom(
  ...'Nguyễn Trần Lê Lò Thị Văn Hoà Hòa Hoa Hoàng Hồng Độ Đặng An Anh Ân Ngọc Ng Y Niê'.split(' '),
  "H'Hen",
  'Hoa'.normalize('NFD'),
  'Thuý'.normalize('NFD'),
);
const name = fc.array(syllable, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));
const digits = (count: number) =>
  fc
    .array(fc.constantFrom('0', '1', '3', '9'), { minLength: count, maxLength: count })
    .map((all) => all.join(''));
const birthDate = fc.oneof(
  fc.constantFrom('1957', '1957-03', '1957-03-14', '1990-09-05', '1990-05-09', '2026-11-22'),
);
const patient = fc
  .record({
    key: fc.integer({ min: 0, max: 40 }),
    name: fc.option(name, { nil: undefined }),
    birthDate: fc.option(birthDate, { nil: undefined }),
    recordNumber: fc
      .tuple(fc.constantFrom('N1', 'HS', '01'), digits(6))
      .map(([block, number]) => `${block}-${number}`),
    numbers: fc.array(
      fc.oneof(
        digits(12),
        digits(10),
        digits(9),
        digits(13).map((number) => `GD${number}`),
        digits(3),
        fc.constant('C9'),
      ),
      { maxLength: 4 },
    ),
  })
  .map(({ key, ...rest }): SearchablePatient => ({
    patientId: `018f${String(key).padStart(4, '0')}-0000-7000-8000-${String(key * 7919).padStart(12, '0')}`,
    ...rest,
  }));
/** Nothing is known of them; an unknown birth is no year. */
const unknownPerson: SearchablePatient = {
  patientId: '018f0000-0000-7000-8000-000000000000',
  name: undefined,
  birthDate: undefined,
  recordNumber: 'N1-000001',
  numbers: [],
};
const word = fc.oneof(
  syllable,
  syllable.map((text) => text.slice(0, 2)),
  syllable.map((text) => text.slice(0, 1).toLowerCase()),
  fc.constantFrom('nvh', 'nt', 'hoaf', 'nguyeenx', 'ddooj', 'ddawngj', 'hh', 'anh'),
  fc.constantFrom('1957', '195', '14/3/1957', '5/9', '3/1957', '05091990', '5/9/19', '1990-09-05'),
  digits(3),
  digits(4),
  digits(1),
  fc.constantFrom('n1-000001', 'HS-1', '01-000013', '+84199', '0199'),
);
const query = fc.array(word, { minLength: 0, maxLength: 4 }).map((words) => words.join(' '));

type Step =
  | { readonly kind: 'put'; readonly patient: SearchablePatient }
  | { readonly kind: 'remove'; readonly patient: SearchablePatient }
  | { readonly kind: 'makePostings' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: patient.map((one): Step => ({ kind: 'put', patient: one })) },
  { weight: 1, arbitrary: patient.map((one): Step => ({ kind: 'remove', patient: one })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'makePostings' }) },
);

function take(index: PatientIndex, known: Map<string, SearchablePatient>, one: Step): void {
  if (one.kind === 'makePostings') {
    index.makePostings();
  } else if (one.kind === 'put') {
    index.put(one.patient);
    known.set(one.patient.patientId, one.patient);
  } else {
    index.remove(one.patient.patientId);
    known.delete(one.patient.patientId);
  }
}

describe('finding patients in columns', () => {
  it('finds whom a naive look at every patient finds, after any puts and removals', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.array(query, { minLength: 1, maxLength: 8 }),
        (steps, queries) => {
          const index = openPatientIndex();
          const known = new Map<string, SearchablePatient>();
          for (const one of steps) take(index, known, one);
          expect(index.size).toBe(known.size);
          for (const text of queries) {
            const asked = readQuery(text, today);
            const found = findPatients(index, asked, place, 1000);
            expect([...found.patientIds].sort(), text).toEqual(
              naiveSearch([...known.values()], asked),
            );
            expect(found.total).toBe(found.patientIds.length);
            const few = findPatients(index, asked, place, 3);
            expect(few.patientIds).toEqual(found.patientIds.slice(0, 3));
          }
        },
      ),
      {
        numRuns: 300,
        examples: [
          [[{ kind: 'put', patient: unknownPerson }], ['000', '0000']],
          // A number with letters is meant whole, not as the end of a longer one.
          [
            [{ kind: 'put', patient: { ...unknownPerson, numbers: ['0000090130'] } }],
            ['Ng 9013 0', '90130'],
          ],
        ],
      },
    );
  });
});
