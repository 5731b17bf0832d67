import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import { apply, disagreements, join, supersedes } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { covers } from '../../../shared/merge/versionVector.ts';
import { patient as patientKind } from '../../../shared/records/patient.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';

const units = patientKind.units;
const text = (record: CausalRecord) => canonicalJson(record);

/** What happens on one of three replicas: an edit, or the arrival of another's version. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    replica: fc.nat(2),
    unit: fc.constantFrom('name', 'address', 'contacts/x', 'contacts/y', 'sex'),
    value: fc.nat(3),
  }),
  fc.record({ kind: fc.constant('receive' as const), replica: fc.nat(2), from: fc.nat(2) }),
);

function valueOf(unit: string, value: number): unknown {
  if (unit === 'sex') return ['male', 'female', 'other', 'unknown'][value];
  if (unit.startsWith('contacts/'))
    return value === 0 ? null : { phone: `091200000${String(value)}` };
  return value === 0 && unit === 'address' ? null : `giá trị ${String(value)}`;
}

/** Every version that three replicas pass through, from one record. */
const versions = fc.array(step, { minLength: 1, maxLength: 24 }).map((steps) => {
  const born = aPatient({}, someWrite({ dot: 'ffffffffffffffff.1' })) as unknown as CausalRecord;
  const replicas: CausalRecord[] = [born, born, born];
  const counters = [0, 0, 0];
  const all: CausalRecord[] = [born];
  for (const next of steps) {
    const current = replicas[next.replica]!;
    let result: CausalRecord;
    if (next.kind === 'receive') result = join(units, current, replicas[next.from]!);
    else {
      counters[next.replica]! += 1;
      const dot = `${String(next.replica).repeat(16)}.${String(counters[next.replica])}`;
      result = apply(
        units,
        current,
        current.causality.vector,
        { [next.unit]: valueOf(next.unit, next.value) },
        dot,
        someWrite({ dot }),
      );
    }
    replicas[next.replica] = result;
    all.push(result);
  }
  return all;
});

/** Three versions out of one history. */
const three = versions.chain((all) =>
  fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all), fc.constantFrom(...all)),
);

describe('join is a least upper bound (D4, invariant 3)', () => {
  test('commutative, to the byte', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expect(text(join(units, a, b))).toBe(text(join(units, b, a)));
      }),
      { numRuns: 500 },
    );
  });

  test('associative, to the byte', () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        expect(text(join(units, join(units, a, b), c))).toBe(
          text(join(units, a, join(units, b, c))),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('idempotent, and monotone: the join covers and supersedes both', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expect(text(join(units, a, a))).toBe(text(a));
        const joined = join(units, a, b);
        expect(covers(joined.causality.vector, a.causality.vector)).toBe(true);
        expect(covers(joined.causality.vector, b.causality.vector)).toBe(true);
        expect(supersedes(units, joined, a)).toBe(true);
        expect(supersedes(units, joined, b)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a value by somebody who saw all versions ends every disagreement about it', () => {
    fc.assert(
      fc.property(versions, (all) => {
        const joined = all.reduce((a, b) => join(units, a, b));
        const dot = 'eeeeeeeeeeeeeeee.1';
        const settled = apply(
          units,
          joined,
          joined.causality.vector,
          { name: 'đã quyết' },
          dot,
          someWrite({ dot }),
        );
        for (const version of all) {
          const result = join(units, version, settled);
          expect(disagreements(result)).not.toContain('name');
          expect(result['name']).toBe('đã quyết');
        }
      }),
      { numRuns: 300 },
    );
  });
});
