import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policies, policyOf, shownBy } from '../../../../shared/clinical/policies.ts';
import { canonicalJson } from '../../../../shared/json/canonical.ts';
import { disagreements, join, sidesOf } from '../../../../shared/merge/join.ts';
import type { CausalRecord, Side } from '../../../../shared/merge/join.ts';
import { readUnit } from '../../../../shared/merge/units.ts';
import type { UnitValue } from '../../../../shared/merge/units.ts';
import { compareDots, makeDot } from '../../../../shared/merge/versionVector.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';
import { kindDefinition, kinds } from '../../../../shared/records/kinds.ts';
import type { AnyKindDefinition, AnyRecord, Kind } from '../../../../shared/records/kinds.ts';
import { editedRecord } from '../../../../shared/records/write.ts';
import { aPatient, aRecord, someWrite } from '../../../support/builders/records.ts';

const patientId = newPatientId();
const [visit, otherVisit] = [0, 1].map(() => newRecordId(patientId, 'encounter'));
const born = (actor: number) => someWrite({ dot: makeDot(hex(actor), 1) });

/** A record of each kind that is edited at all, as it was before two people wrote at once. */
const opened: Partial<Record<Kind, () => AnyRecord>> = {
  patient: () =>
    aPatient(
      {
        identifiers: { x: { system: 'cccd', value: '001057000001' } },
        contacts: { x: { phone: '0912000001' } },
      },
      born(1),
      patientId,
    ),
  encounter: () =>
    aRecord(
      'encounter',
      patientId,
      { class: 'emergency', startedAt: '2026-11-23T08:00:00.000+07:00', ward: 'NOI' },
      born(2),
    ),
  condition: () =>
    aRecord(
      'condition',
      patientId,
      { encounterId: visit!, rank: 'main', text: 'Viêm phổi', clinicalStatus: 'active' },
      born(3),
    ),
  allergy: () =>
    aRecord(
      'allergy',
      patientId,
      { substance: 'Penicillin', certainty: 'suspected', status: 'active' },
      born(4),
    ),
  noteDraft: () =>
    aRecord('noteDraft', patientId, { encounterId: visit!, noteType: 'progress' }, born(5)),
};

/** Two values written at once; `safe` stands whoever's dot is higher, two `either` by the higher dot. */
type Example =
  | { readonly safe: UnitValue; readonly other: UnitValue }
  | { readonly either: readonly [UnitValue, UnitValue] };

const texts: Example = { either: ['Đỡ sốt', 'Còn sốt'] };
const examples: Readonly<Record<string, readonly Example[]>> = {
  'patient.recordNumber': [{ either: ['T1-000002', 'T2-000002'] }],
  'patient.name': [
    { either: ['Nguyễn Thị Mẫn', 'Nguyễn Thị Mận'] },
    { safe: 'Nguyễn Thị Mẫn', other: null },
  ],
  'patient.birthDate': [
    { either: [{ birthDate: '1957-03-15' }, { birthDate: '1957', birthDateEstimated: true }] },
  ],
  'patient.sex': [
    { safe: 'female', other: 'male' },
    { safe: 'male', other: 'unknown' },
  ],
  'patient.identifiers': [
    { safe: { system: 'cccd', value: '001057000002' }, other: null },
    {
      either: [
        { system: 'cccd', value: '001057000003' },
        { system: 'cccd', value: '001057000004' },
      ],
    },
  ],
  'patient.contacts': [
    { safe: { phone: '0912000002' }, other: null },
    { either: [{ phone: '0912000003' }, { phone: '0912000004' }] },
  ],
  'patient.address': [{ either: ['Xã Một', 'Xã Hai'] }, { safe: 'Xã Một', other: null }],
  'patient.residence': [
    { either: [{ provinceCode: '19', commune: 'Xã Một' }, { provinceCode: '20' }] },
    { safe: { provinceCode: '19' }, other: null },
  ],
  'patient.occupation': [{ either: [{ occupation: 'Làm ruộng' }, { occupation: 'Giáo viên' }] }],
  'patient.ethnicity': [{ either: ['01', '02'] }],
  'patient.nationality': [{ either: ['000', '116'] }],
  'patient.birthTime': [{ either: ['02:40', '04:20'] }],
  'patient.guardian': [{ either: [{ name: 'Lò Thị Một' }, { name: 'Lò Văn Hai' }] }],
  'patient.coverage': [
    {
      safe: {
        number: '0123456789',
        state: 'unverified',
        evidence: 'typedNumber',
        at: '2026-11-23T14:05:00.000+07:00',
      },
      other: null,
    },
  ],
  'patient.allergyStatement': [{ safe: 'notAsked', other: 'noneKnown' }],
  'patient.codeStatus': [
    { safe: 'full', other: 'dnr' },
    { safe: null, other: 'dnr' },
  ],
  'patient.isolation': [
    { safe: 'airborne', other: 'contact' },
    { safe: 'contact', other: 'none' },
    { safe: null, other: 'none' },
  ],
  'patient.pregnancy': [
    { safe: 'yes', other: 'no' },
    { safe: 'possible', other: 'no' },
    { safe: null, other: 'no' },
  ],
  'patient.fallRisk': [
    { safe: 'high', other: 'low' },
    { safe: 'high', other: null },
  ],
  'encounter.class': [{ safe: 'inpatient', other: 'outpatient' }],
  'encounter.startedAt': [
    { either: ['2026-11-23T07:00:00.000+07:00', '2026-11-23T07:30:00.000+07:00'] },
  ],
  'encounter.reason': [{ either: ['Sốt', 'Ho'] }, { safe: 'Sốt', other: null }],
  'encounter.location': [
    {
      either: [
        { ward: 'NOI', room: '201', bed: '01' },
        { ward: 'NGOAI', room: '101' },
      ],
    },
  ],
  'encounter.responsiblePractitioner': [
    { either: ['bs-a', 'bs-b'] },
    { safe: 'bs-a', other: null },
  ],
  'condition.encounterId': [{ either: [visit, otherVisit] }],
  'condition.diagnosis': [
    {
      safe: { rank: 'main', text: 'Viêm phổi thùy', clinicalStatus: 'active' },
      other: { rank: 'main', text: 'Viêm phổi', clinicalStatus: 'resolved' },
    },
    {
      either: [
        { rank: 'main', text: 'Viêm phổi', code: 'J18.9', clinicalStatus: 'active' },
        { rank: 'comorbidity', text: 'Viêm phổi', code: 'J15', clinicalStatus: 'active' },
      ],
    },
  ],
  'allergy.substance': [
    {
      either: [{ substance: 'Amoxicillin', substanceCode: 'amoxicillin' }, { substance: 'Tôm' }],
    },
  ],
  'allergy.reaction': [
    { either: [{ reaction: 'Mề đay', year: '2019' }, { reaction: 'Phù mặt' }] },
    { safe: { reaction: 'Mề đay' }, other: null },
  ],
  'allergy.severity': [
    { safe: 'severe', other: 'mild' },
    { safe: 'mild', other: null },
  ],
  'allergy.certainty': [{ safe: 'confirmed', other: 'suspected' }],
  'allergy.status': [
    {
      safe: { status: 'active' },
      other: { status: 'refuted', refutedBecause: 'Thử lại không sao' },
    },
    {
      either: [
        { status: 'refuted', refutedBecause: 'Thử lại không sao' },
        { status: 'refuted', refutedBecause: 'Nhầm người' },
      ],
    },
  ],
  'noteDraft.encounterId': [{ either: [visit, otherVisit] }],
  'noteDraft.noteType': [{ either: ['admission', 'nursing'] }],
  'noteDraft.course': [texts, { safe: 'Đỡ sốt', other: null }],
  'noteDraft.examination': [texts],
  'noteDraft.assessment': [texts],
  'noteDraft.plan': [texts],
  'noteDraft.care': [texts],
  'noteDraft.ending': [
    { safe: { signedAs: newRecordId(patientId, 'note') }, other: { discarded: true } },
    { safe: { discarded: true }, other: null },
  ],
};

const allUnits = (Object.values(kinds) as unknown as AnyKindDefinition[]).flatMap((definition) =>
  Object.keys(definition.units).map((unit) => `${definition.kind}.${unit}`),
);
const allRows = policies.map(({ kind, unit }) => `${kind}.${unit}`);

describe('the table', () => {
  test('every merge unit of every kind has a row, and every row a unit', () => {
    expect([...allRows].sort()).toEqual([...allUnits].sort());
  });

  test('every row has an example here, and every example a row', () => {
    expect(Object.keys(examples).sort()).toEqual([...allRows].sort());
  });

  test('every row says why, and who settles', () => {
    for (const { why, settledBy } of policies) {
      expect(why).toMatch(/^[A-Z].{20,}\.$/);
      expect(settledBy.length).toBeGreaterThan(0);
    }
  });

  test('an entry of a keyed map has its map’s row; a unit that doesn’t exist has none', () => {
    expect(policyOf('patient', 'identifiers/x').unit).toBe('identifiers');
    expect(() => policyOf('patient', 'mood')).toThrow('no policy for patient.mood');
  });

  test('what the joins are given is the same function at every call', () => {
    expect(shownBy('allergy')).toBe(shownBy('allergy'));
  });
});

const rows = policies.flatMap((policy) =>
  (examples[`${policy.kind}.${policy.unit}`] ?? []).map(
    (example) =>
      [`${policy.kind}.${policy.unit}`, describeExample(example), policy, example] as const,
  ),
);

describe('invariant 2: two values written at once both stand, and the field shows what the policy says', () => {
  test.each(rows)('%s: %s', (_name, _words, { kind, unit }, example) => {
    const [a, b] = 'safe' in example ? [example.safe, example.other] : example.either;
    for (const [dotOfA, dotOfB] of [
      [makeDot(hex(10), 7), makeDot(hex(11), 3)],
      [makeDot(hex(11), 7), makeDot(hex(10), 3)],
    ] as const) {
      const shown = 'safe' in example || compareDots(dotOfA, dotOfB) > 0 ? a : b;
      const joined = joinedAfter(kind, unit, [
        [a, dotOfA],
        [b, dotOfB],
      ]);
      expect(joined.shown).toEqual(shown);
      expect(joined.sides.map(canonicalJson).sort()).toEqual([a, b].map(canonicalJson).sort());
    }
  });
});

/** Two people edit one unit of one record, opened by both before either wrote; what all see then. */
function joinedAfter(
  kind: Kind,
  unit: string,
  writes: readonly (readonly [UnitValue, string])[],
): { shown: UnitValue; sides: readonly UnitValue[] } {
  const definition = kindDefinition(kind)!;
  const filled = opened[kind]!();
  const unitId = definition.units[unit]!.kind === 'keyedMap' ? `${unit}/x` : unit;
  const [left, right] = writes.map(
    ([value, dot]) =>
      editedRecord(
        filled as never,
        filled.causality.vector,
        { [unitId]: value },
        someWrite({ dot }),
      ) as unknown as CausalRecord,
  );
  const joined = join(definition.units, left!, right!, shownBy(kind));
  expect(canonicalJson(join(definition.units, right!, left!, shownBy(kind)))).toBe(
    canonicalJson(joined),
  );
  expect(definition.schema.safeParse(joined).success).toBe(true);
  expect(disagreements(joined)).toEqual([unitId]);
  return {
    shown: readUnit(definition.units, joined, unitId),
    sides: sidesOf(definition.units, joined, unitId).map(({ value }) => value),
  };
}

describe('invariant 3: what is shown is a function of the set of sides', () => {
  const value = fc.oneof(
    fc.constantFrom<UnitValue>(null, 'full', 'dnr', 'severe', 'mild', 'active', 'none', 'x', 'y'),
    fc.constantFrom<UnitValue>(
      { status: 'active' },
      { status: 'refuted' },
      { clinicalStatus: 'resolved', text: 'x' },
      { signedAs: 'x' },
      { discarded: true },
    ),
    // What a broken client may have put there: it is shown or not, but never stops a join.
    fc.jsonValue({ maxDepth: 1 }),
  );
  const dot = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
    .map(([actor, counter]) => makeDot(hex(actor), counter));
  const side: fc.Arbitrary<Side> = fc.record({
    dot,
    value,
    write: fc.constant({ by: 'bs-a', at: '2026-11-23T14:05:00.000+07:00', on: 'noi-1' }),
  });

  test.each(policies.map((policy) => [`${policy.kind}.${policy.unit}`, policy] as const))(
    '%s: order and repetition don’t matter, and the pick is one of the sides',
    (_name, { shown }) => {
      fc.assert(
        fc.property(
          fc.array(side, { minLength: 1, maxLength: 5 }).chain((sides) =>
            fc.tuple(
              fc.constant(sides),
              fc.shuffledSubarray([...sides, ...sides], {
                minLength: sides.length * 2,
                maxLength: sides.length * 2,
              }),
            ),
          ),
          ([sides, shuffled]) => {
            const picked = canonicalJson(shown(sides));
            expect(canonicalJson(shown(shuffled))).toBe(picked);
            expect(sides.map((one) => canonicalJson(one.value))).toContain(picked);
          },
        ),
        { numRuns: 60 },
      );
    },
  );
});

function describeExample(example: Example): string {
  return 'safe' in example
    ? `${words(example.safe)} stands against ${words(example.other)}`
    : `${words(example.either[0])} and ${words(example.either[1])}: the higher dot’s`;
}

function words(value: UnitValue): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}

function hex(actor: number): string {
  return actor.toString(16).padStart(16, '0');
}
