import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownBy } from '../../../shared/clinical/policies.ts';
import { canonicalJson, sameValue } from '../../../shared/json/canonical.ts';
import { join, sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { unitIds } from '../../../shared/merge/units.ts';
import { advance, covers, hasSeen } from '../../../shared/merge/versionVector.ts';
import type { VersionVector } from '../../../shared/merge/versionVector.ts';
import { classifyLeaf } from '../../../shared/records/classifyLeaf.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import { aPatient } from '../../support/builders/records.ts';

/**
 * Leaves that pass the reading and that no program of ours ever wrote: a cloned machine whose
 * memory was cloned with it, a hand at the database, a fault. Nobody can tell by one such leaf that
 * it is wrong, so the join has to bear any pair of them.
 */
const { units } = kinds.patient;
const joinOf = (a: CausalRecord, b: CausalRecord) => join(units, a, b, shownBy('patient'));
const text = (record: CausalRecord) => canonicalJson(record);
const template = aPatient();
const actors = ['a', 'b', 'c'].map((digit) => digit.repeat(16));
const allDots = actors.flatMap((actor) => [`${actor}.1`, `${actor}.2`]);
const writeAt = '2026-11-23T14:05:00.000+07:00';

const values: Readonly<Record<string, readonly unknown[]>> = {
  name: ['An', 'Bình', null],
  sex: ['female', 'male'],
  'contacts/k': [{ phone: '0900000001' }, { phone: '0900000002' }, null],
};

/** One unit: untouched, or written under one or more dots, with a value under each or one for all. */
const unitState = (unit: string) => {
  const value = fc.constantFrom(...values[unit]!);
  const side = fc.record({ dot: fc.constantFrom(...allDots), value });
  return fc.record({
    value,
    sides: fc.array(side, { maxLength: 3 }),
    disputed: fc.boolean(),
  });
};

/** A leaf as it comes in. */
const forged = fc
  .record({
    born: fc.constantFrom(...allDots.slice(0, 3)),
    seen: fc.subarray(allDots),
    name: unitState('name'),
    sex: unitState('sex'),
    contact: unitState('contacts/k'),
    births: fc.option(fc.subarray(allDots, { minLength: 1, maxLength: 2 }), { nil: undefined }),
    recordedBy: fc.constantFrom('bs-a', 'bs-b'),
    emptyMap: fc.boolean(),
    writer: fc.constantFrom('bs-a', 'bs-x'),
    deadWrites: fc.boolean(),
  })
  .map((drawn) => {
    const state = { name: drawn.name, sex: drawn.sex, 'contacts/k': drawn.contact };
    const dots: Record<string, string[]> = {};
    const siblings: Record<string, object[]> = {};
    for (const [unit, { sides, disputed }] of Object.entries(state)) {
      if (sides.length > 0) dots[unit] = sides.map(({ dot }) => dot);
      if (sides.length > 1 && disputed) siblings[unit] = sides;
    }
    const live = Object.values(dots).flat();
    const written = drawn.deadWrites ? allDots : live;
    const contact = drawn.contact.value;
    const births = drawn.births ?? [];
    const vector = [drawn.born, ...drawn.seen, ...live, ...births].reduce<VersionVector>(
      advance,
      {},
    );
    const write = { by: drawn.writer, at: writeAt, on: 'noi-1' };
    return readLeaf({
      ...template,
      recordedBy: drawn.recordedBy,
      name: drawn.name.value ?? undefined,
      sex: drawn.sex.value,
      ...(contact ? { contacts: { k: contact } } : drawn.emptyMap ? { contacts: {} } : {}),
      causality: {
        born: drawn.born,
        vector,
        ...(live.length > 0 ? { dots } : {}),
        ...(Object.keys(siblings).length > 0 ? { siblings } : {}),
        ...(written.length > 0
          ? { writes: Object.fromEntries(written.map((dot) => [dot, write])) }
          : {}),
        ...(births.length > 0 ? { births } : {}),
      },
    })!;
  });

function readLeaf(body: Readonly<Record<string, unknown>>): CausalRecord | undefined {
  const wire = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
  const leaf = classifyLeaf(template.id, wire);
  return leaf.kind === 'valid' ? (leaf.record as unknown as CausalRecord) : undefined;
}

const allIds = (...records: readonly CausalRecord[]) => [
  ...new Set(records.flatMap((record) => unitIds(units, record, record.causality.dots))),
];

const run = { numRuns: 1000 };

describe('any pair of leaves that can be read (invariants 2 and 3)', () => {
  test('joins into one that can be read, the same whichever came first', () => {
    fc.assert(
      fc.property(forged, forged, (a, b) => {
        const joined = joinOf(a, b);
        expect(text(joined)).toBe(text(joinOf(b, a)));
        expect(text(readLeaf(joined)!)).toBe(text(joined));
      }),
      run,
    );
  });

  test('joins into one that says all that both said: nobody writes it twice', () => {
    fc.assert(
      fc.property(forged, forged, (a, b) => {
        const joined = joinOf(a, b);
        expect(text(joinOf(a, a))).toBe(text(a));
        for (const one of [a, b]) {
          expect(covers(joined.causality.vector, one.causality.vector)).toBe(true);
          expect(text(joinOf(joined, one))).toBe(text(joined));
        }
      }),
      run,
    );
  });

  test('gives no value up for nothing: what goes, goes for a value that its author had not seen', () => {
    fc.assert(
      fc.property(forged, forged, (a, b) => {
        const joined = joinOf(a, b);
        for (const [one, other] of [
          [a, b],
          [b, a],
        ] as const) {
          for (const id of allIds(one)) {
            const live = sidesOf(units, joined, id);
            for (const side of sidesOf(units, one, id)) {
              if (side.value === null) continue;
              const kept = live.some(
                (each) => each.dot === side.dot && sameValue(each.value, side.value),
              );
              const inItsPlace = live.filter(
                (each) =>
                  sidesOf(units, other, id).some(({ dot }) => dot === each.dot) &&
                  !hasSeen(one.causality.vector, each.dot),
              );
              expect(kept || inItsPlace.length > 0).toBe(true);
            }
          }
        }
      }),
      run,
    );
  });

  test('three workstations that joined three leaves each in its own order agree after one exchange', () => {
    fc.assert(
      fc.property(forged, forged, forged, (a, b, c) => {
        const stations = [
          joinOf(joinOf(a, b), c),
          joinOf(a, joinOf(b, c)),
          joinOf(joinOf(c, a), b),
        ];
        const exchanged = [
          [0, 1, 2],
          [2, 0, 1],
          [1, 2, 0],
        ].map((order) => order.map((index) => stations[index]!).reduce(joinOf));
        for (const one of exchanged) {
          expect(text(one)).toBe(text(exchanged[0]!));
          for (const before of stations) expect(text(joinOf(one, before))).toBe(text(one));
        }
      }),
      run,
    );
  });
});
