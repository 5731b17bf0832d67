import { describe, expect, test } from 'vitest';
import { classifyLeaf, maxRecordBytes } from '../../../shared/records/classifyLeaf.ts';
import { aPatient } from '../../support/builders/records.ts';

const patient = aPatient();
const withFields = (change: object) => ({ ...patient, ...change }) as Record<string, unknown>;

/** The patient with two sides in one unit, written by two others. */
function disputed(unit: string, one: unknown, other: unknown): Record<string, unknown> {
  const dots = ['aaaaaaaaaaaaaaaa.1', 'bbbbbbbbbbbbbbbb.1'];
  const write = { by: 'bs-a', at: '2026-11-23T14:05:00.000+07:00', on: 'noi-1' };
  return withFields({
    causality: {
      born: patient.causality.born,
      vector: { ...patient.causality.vector, aaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbb: 1 },
      dots: { [unit]: dots },
      siblings: { [unit]: [one, other].map((value, index) => ({ dot: dots[index], value })) },
      writes: Object.fromEntries(dots.map((dot) => [dot, write])),
    },
  });
}

function outcome(body: Record<string, unknown>, id = patient.id): string {
  const leaf = classifyLeaf(id, body);
  if (leaf.kind === 'quarantined')
    return `${leaf.quarantine.reason} ${leaf.quarantine.path}`.trim();
  return leaf.kind;
}

describe('what a leaf is, as a function of its bytes', () => {
  const cases: Record<string, [Record<string, unknown>, string]> = {
    'a record of this version': [withFields({}), 'valid'],
    'a record of a newer version': [withFields({ schemaVersion: 9, extra: [1] }), 'newer'],
    'no version': [withFields({ schemaVersion: undefined }), 'badSchema schemaVersion'],
    'another id inside': [withFields({ id: 'x' }), 'badId id'],
    'another patient inside': [withFields({ patientId: 'x' }), 'badId id'],
    'another kind inside': [withFields({ kind: 'note' }), 'badId kind'],
    'an unknown field': [withFields({ nickname: 'A' }), 'badSchema'],
    'a wrong type': [withFields({ sex: 7 }), 'badSchema sex'],
    'a date that does not exist': [withFields({ birthDate: '2026-02-30' }), 'badSchema birthDate'],
    'a name in NFD': [withFields({ name: 'Nguyễn'.normalize('NFD') }), 'badSchema name'],
    'a lone surrogate': [withFields({ name: 'A\ud800' }), 'malformedText name'],
    'nested deeper than a record is': [
      withFields({ more: JSON.parse('['.repeat(65) + ']'.repeat(65)) as unknown }),
      'badSchema',
    ],
    'nested beyond what can be written down': [
      withFields({ more: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown }),
      'badSchema',
    ],
    'a turned direction': [withFields({ name: 'A\u202eB' }), 'badSchema name'],
    'an underscore key': [withFields({ _hidden: 1 }), 'unknownUnderscoreKey _hidden'],
    'a lone surrogate in a list': [
      withFields({ more: [{ a: 'A\udc00' }] }),
      'malformedText more.0.a',
    ],
    'a lone surrogate in a key': [withFields({ more: { ['A\ud800']: 1 } }), 'malformedText more'],
    'an underscore key in a list': [
      withFields({ more: [{ _hidden: 1 }] }),
      'unknownUnderscoreKey more.0._hidden',
    ],
    'a record over 1 MB in its last field only': [
      withFields({ more: Array.from({ length: 200_000 }, () => 12_345) }),
      'tooLarge',
    ],
    'a record over 1 MB by its letters, not by their number': [
      withFields({ more: 'ễ'.repeat(350_000) }),
      'tooLarge',
    ],
    'a record under 1 MB by a little': [withFields({ more: 'ễ'.repeat(330_000) }), 'badSchema'],
    'a prototype-polluting key': [
      JSON.parse(JSON.stringify(patient).replace('{', '{"__proto__":{"admin":true},')) as Record<
        string,
        unknown
      >,
      'unknownUnderscoreKey __proto__',
    ],
    'a record over 1 MB': [withFields({ address: 'x'.repeat(maxRecordBytes) }), 'tooLarge'],
    'no causality at all (a foreign program)': [withFields({ causality: undefined }), 'valid'],
    'causality of a wrong type': [withFields({ causality: 7 }), 'badCausality causality'],
    'a dot that the vector has not seen': [
      withFields({ causality: { ...patient.causality, dots: { name: ['aaaaaaaaaaaaaaaa.9'] } } }),
      'badCausality causality.dots.name',
    ],
    'a dot for an entry that no map can hold': [
      disputed('contacts/__proto__', { phone: '0900000001' }, { phone: '0900000002' }),
      'badCausality causality.dots.contacts/__proto__',
    ],
    'a live write without a side in a disagreement': [
      withFields({
        causality: {
          ...(disputed('name', 'A', 'B')['causality'] as object),
          dots: { name: ['aaaaaaaaaaaaaaaa.1', 'bbbbbbbbbbbbbbbb.1', patient.causality.born] },
        },
      }),
      'badCausality causality.siblings.name',
    ],
    'an author whom no history could name': [
      JSON.parse(
        JSON.stringify(disputed('name', 'A', 'B')).replaceAll('"by":"bs-a"', '"by":"BS. Khôi"'),
      ) as Record<string, unknown>,
      'badCausality causality.writes.aaaaaaaaaaaaaaaa.1.by',
    ],
    'a dot for a unit that does not exist': [
      withFields({ causality: { ...patient.causality, dots: { mood: [patient.causality.born] } } }),
      'badCausality causality.dots.mood',
    ],
    'a side that the schema refuses': [
      disputed('sex', 'female', 7),
      'badCausality causality.siblings.sex',
    ],
    'a side without a value that the record needs': [
      disputed('sex', 'female', null),
      'badCausality causality.siblings.sex',
    ],
    'a side with an unknown part': [
      disputed('birthDate', { birthDate: '1957' }, { birthDate: '1957', hour: 3 }),
      'badCausality causality.siblings.birthDate',
    ],
    'an entry of a map that the schema refuses': [
      disputed('contacts/x', null, { phone: 'hai' }),
      'badCausality causality.siblings.contacts/x',
    ],
    'a disagreement': [disputed('sex', 'female', 'male'), 'valid'],
    'a disagreement about a removed value': [disputed('name', 'Nguyễn Thị Mẫu', null), 'valid'],
    'a disagreement about several fields': [
      disputed('birthDate', { birthDate: '1957' }, null),
      'valid',
    ],
    'a disagreement about a removed entry': [
      disputed('contacts/x', null, { phone: '0912000001' }),
      'valid',
    ],
    'a vector over the bound': [
      withFields({
        causality: {
          ...patient.causality,
          vector: Object.fromEntries(
            Array.from({ length: 501 }, (_unused, index) => [
              index.toString(16).padStart(16, '0'),
              1,
            ]),
          ),
        },
      }),
      'badCausality causality.vector',
    ],
  };

  test.each(Object.entries(cases))('%s', (_title, [body, expected]) => {
    expect(outcome(body)).toBe(expected);
  });

  test('an id that is no record id', () => {
    expect(outcome(withFields({ id: 'abc' }), 'abc')).toBe('badId id');
  });

  test('a kind that this version does not know is newer, not damaged', () => {
    const id = patient.id.replace(':patient:', ':telepathy:');
    expect(outcome(withFields({ id, kind: 'telepathy' }), id)).toBe('newer');
  });

  test('a reason never holds a value', () => {
    const leaf = classifyLeaf(patient.id, withFields({ sex: 'BÍ MẬT' }));
    expect(JSON.stringify(leaf.kind === 'quarantined' && leaf.quarantine)).not.toContain('BÍ MẬT');
  });
});
