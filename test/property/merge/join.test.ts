import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import { shownBy } from '../../../shared/clinical/policies.ts';
import { apply, disagreements, join, supersedes } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { writeUnit } from '../../../shared/merge/units.ts';
import { covers, makeDot } from '../../../shared/merge/versionVector.ts';
import { classifyLeaf } from '../../../shared/records/classifyLeaf.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { kindDefinition, kinds } from '../../../shared/records/kinds.ts';
import type { FieldsOf, Kind } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { sampleFields, sampleUnit } from '../../support/builders/fieldSamples.ts';
import type { SampleContext } from '../../support/builders/fieldSamples.ts';
import { aRecord, someWrite } from '../../support/builders/records.ts';

const text = (record: CausalRecord) => canonicalJson(record);
const joinedKinds = (Object.keys(kinds) as Kind[]).filter(
  (kind) => !kindDefinition(kind)!.immutable,
);
const patientId = newPatientId();

/** What happens on one of three replicas, or by a hand that knows nothing of causality. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('edit' as const),
      replica: fc.nat(2),
      seed: fc.nat(99),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('receive' as const),
      replica: fc.nat(2),
      from: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom('withoutCausality' as const, 'underTheSameDot' as const),
      replica: fc.nat(2),
      seed: fc.nat(99),
    }),
  },
);

function contextOf(seed: number): SampleContext {
  return {
    random: seededRandom(seed),
    mark: String(seed % 4),
    idsOf: (kind) => [newRecordIdOf(kind)],
  };
}

const referred = new Map<string, string>();
/** One record of each kind that others may name. */
function newRecordIdOf(kind: string): string {
  if (!referred.has(kind)) referred.set(kind, newRecordId(patientId, kind as Kind));
  return referred.get(kind)!;
}

/** Every version that three replicas pass through, from one record of the kind. */
function versionsOf(kind: Kind) {
  const { units } = kindDefinition(kind)!;
  const shown = shownBy(kind);
  return fc
    .tuple(fc.nat(20), fc.array(step, { minLength: 1, maxLength: 24 }))
    .map(([birth, steps]) => {
      const born = aRecord(
        kind,
        patientId,
        sampleFields(kind, contextOf(birth)) as unknown as FieldsOf<Kind>,
        someWrite({ dot: 'ffffffffffffffff.1' }),
      ) as unknown as CausalRecord;
      const replicas: CausalRecord[] = [born, born, born];
      const counters = [0, 0, 0];
      const all: CausalRecord[] = [born];
      for (const next of steps) {
        const current = replicas[next.replica]!;
        let result: CausalRecord | undefined;
        if (next.act === 'receive') result = join(units, current, replicas[next.from]!, shown);
        else {
          const random = seededRandom(next.seed);
          const sample = sampleUnit(kind, random.pick(Object.keys(units)), contextOf(next.seed));
          if (!sample) continue;
          const { unitId, value } = sample;
          if (next.act === 'edit') {
            counters[next.replica]! += 1;
            const dot = makeDot(String(next.replica).repeat(16), counters[next.replica]!);
            const write = someWrite({ by: `bs-${String(next.replica)}`, dot });
            result = apply(
              units,
              current,
              current.causality.vector,
              { [unitId]: value },
              dot,
              {
                by: write.by,
                at: write.at,
                on: write.on,
              },
              shown,
            );
          } else {
            const { causality, ...fields } = writeUnit(units, current, unitId, value);
            const leaf = next.act === 'withoutCausality' ? fields : { ...fields, causality };
            result = join(units, current, readLeaf(leaf) ?? current, shown);
          }
        }
        if (!readLeaf(result)) continue;
        replicas[next.replica] = result;
        all.push(result);
      }
      return all;
    });
}

/** A leaf as a workstation reads it; undefined where it is quarantined. */
function readLeaf(body: Record<string, unknown>): CausalRecord | undefined {
  const leaf = classifyLeaf(String(body['id']), JSON.parse(JSON.stringify(body)) as typeof body);
  return leaf.kind === 'valid' ? (leaf.record as unknown as CausalRecord) : undefined;
}

/** Three versions out of one history. */
const threeOf = (kind: Kind) =>
  versionsOf(kind).chain((all) =>
    fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all), fc.constantFrom(...all)),
  );

describe.each(joinedKinds)('join is a least upper bound (D4, invariant 3): %s', (kind) => {
  const { units } = kindDefinition(kind)!;
  const joinOf = (a: CausalRecord, b: CausalRecord) => join(units, a, b, shownBy(kind));
  const three = threeOf(kind);

  test('commutative, to the byte', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expect(text(joinOf(a, b))).toBe(text(joinOf(b, a)));
      }),
      { numRuns: 300 },
    );
  });

  test('associative, to the byte', () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        expect(text(joinOf(joinOf(a, b), c))).toBe(text(joinOf(a, joinOf(b, c))));
      }),
      { numRuns: 300 },
    );
  });

  test('idempotent, and monotone: the join covers and supersedes both', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expect(text(joinOf(a, a))).toBe(text(a));
        const joined = joinOf(a, b);
        expect(covers(joined.causality.vector, a.causality.vector)).toBe(true);
        expect(covers(joined.causality.vector, b.causality.vector)).toBe(true);
        expect(supersedes(units, joined, a)).toBe(true);
        expect(supersedes(units, joined, b)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('what is joined can be read', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expect(readLeaf(joinOf(a, b))).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  test('a value by somebody who saw all versions ends every disagreement about it', () => {
    const unit = Object.keys(units).find((name) => units[name]!.kind === 'register')!;
    const settledValue = sampleUnit(kind, unit, contextOf(4))!.value;
    fc.assert(
      fc.property(versionsOf(kind), (all) => {
        const joined = all.reduce(joinOf);
        const dot = 'eeeeeeeeeeeeeeee.1';
        const { by, at, on } = someWrite({ dot });
        const edits = { [unit]: settledValue };
        const settled = apply(
          units,
          joined,
          joined.causality.vector,
          edits,
          dot,
          { by, at, on },
          shownBy(kind),
        );
        for (const version of all) {
          const result = joinOf(version, settled);
          expect(disagreements(result)).not.toContain(unit);
          expect(result.causality.dots![unit]).toEqual([dot]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
