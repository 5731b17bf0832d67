import { describe, expect, test } from 'vitest';
import { kindOnServer } from '../../../shared/central/validation/fieldTypes.ts';
import type { KindOnServer } from '../../../shared/central/validation/fieldTypes.ts';
import { valuesByPath } from '../../../shared/central/validation/valuesByPath.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { Kind } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { pushed } from '../../support/brokenRecords.ts';
import { aRecord } from '../../support/builders/records.ts';
import { sampleFields } from '../../support/builders/fieldSamples.ts';
import { serverRefusal } from '../../support/validate.ts';
import { valuesOfVersions } from '../../support/valuesOfVersions.ts';

/** The values of enumerations, from the schemas into the function that the server runs. */

const everyKind = Object.keys(kinds) as Kind[];
const onServer = Object.fromEntries(
  everyKind.map((kind) => [kind, kindOnServer(kind)]),
) as unknown as Record<Kind, KindOnServer>;
const patientId = newPatientId();

const made = new Map<Kind, Record<string, unknown>>();

function sample(kind: Kind): Record<string, unknown> {
  if (!made.has(kind)) made.set(kind, makeSample(kind));
  return made.get(kind)!;
}

function makeSample(kind: Kind): Record<string, unknown> {
  const fields = sampleFields(kind, {
    random: seededRandom(3),
    mark: kind,
    idsOf: (of) => [newRecordId(patientId, of as Kind)],
  });
  const signedBy = 'signedBy' in fields ? { signedBy: 'bs-a' } : {};
  return pushed(aRecord(kind, patientId, { ...fields, ...signedBy } as never));
}

/** A record of the kind in which this place holds this value, whatever else it says there. */
function withValue(kind: Kind, place: string, value: unknown): Record<string, unknown> {
  const [field = '', ...rest] = place.split('/');
  const inArray = onServer[kind].fields[field] === 'array';
  const inner = rest.reduceRight<unknown>(
    (held, step) => (step !== '*' ? { [step]: held } : inArray ? [held] : { k1: held }),
    value,
  );
  return { ...sample(kind), [field]: inner };
}

const places = everyKind.flatMap((kind) =>
  Object.entries(onServer[kind].values).map(([place, values]) => ({ kind, place, values })),
);

describe('values of enumerations on the server', () => {
  test('every kind’s sample is taken, and there are enumerations to look at', () => {
    // The history is made by the app alone, from what others hold.
    for (const kind of everyKind.filter((each) => each !== 'change')) {
      expect(serverRefusal(sample(kind)), kind).toBeUndefined();
    }
    expect(places.map(({ kind, place }) => `${kind} ${place}`)).toEqual(
      expect.arrayContaining([
        'patient sex',
        'patient coverage/*/state',
        'order dosage/route',
        'order dosage/timing/kind',
        'encounterEvent event/disposition',
      ]),
    );
  });

  test.each(places)('$kind $place: its own values and no other', ({ kind, place, values }) => {
    for (const value of values) {
      expect(serverRefusal(withValue(kind, place, value)), String(value)).toBeUndefined();
    }
    for (const value of ['x', '', 'constructor', null, 7]) {
      const refusal = serverRefusal(withValue(kind, place, value));
      expect(refusal, String(value)).toMatch(/^wrong(Value|Type): /);
    }
  });

  test('of an older version nothing is asked that it could not know, a newer one waits for the server', () => {
    const { version } = onServer.patient;
    const odd = withValue('patient', 'sex', 'x');
    expect(serverRefusal({ ...odd, schemaVersion: version - 1 })).toBeUndefined();
    expect(serverRefusal({ ...odd, schemaVersion: version })).toMatch(/^wrongValue: sex /);
    expect(serverRefusal({ ...odd, schemaVersion: version + 1 })).toMatch(/^newerVersion: /);
  });

  test('both sides of a disagreement hold values of the enumeration, in a unit of several fields too', () => {
    const disputed = (kind: Kind, unit: string, value: unknown) => {
      const record = sample(kind);
      const causality = record['causality'] as Record<string, unknown>;
      const siblings = { [unit]: [{ dot: '00000000000000aa.1', value }] };
      return serverRefusal({ ...record, causality: { ...causality, siblings } });
    };
    expect(disputed('patient', 'sex', 'female')).toBeUndefined();
    expect(disputed('patient', 'sex', null)).toBeUndefined();
    expect(disputed('patient', 'sex', 'x')).toMatch(/^wrongValue: sex /);
    expect(disputed('condition', 'diagnosis', { rank: 'main' })).toBeUndefined();
    expect(disputed('condition', 'diagnosis', { rank: 'x' })).toMatch(/^wrongValue: rank /);
    expect(disputed('patient', 'identifiers/k1', { system: 'cccd' })).toBeUndefined();
    expect(disputed('patient', 'identifiers/k1', { system: 'x' })).toMatch(/^wrongValue: ident/);
  });

  test('a place that one alternative of a schema leaves free is no enumeration', () => {
    const either = (...anyOf: object[]) => valuesByPath({ properties: { a: { anyOf } } });
    expect(either({ enum: ['x'] }, { type: 'null' })).toEqual({ a: ['x', null] });
    expect(either({ enum: ['x'] }, { type: 'string' })).toEqual({});
    const objects = (b: object) => ({ type: 'object', properties: { b } });
    expect(either(objects({ enum: ['x'] }), objects({ const: 'y' }))).toEqual({
      'a/b': ['x', 'y'],
    });
    expect(either(objects({ enum: ['x'] }), objects({ type: 'string' }))).toEqual({});
    expect(either(objects({ enum: ['x'] }), { type: 'object', properties: {} })).toEqual({
      'a/b': ['x'],
    });
  });
});

test.each(everyKind)('%s: what a version allows never changes', (kind) => {
  const { version, values } = onServer[kind];
  expect(values).toEqual(valuesOfVersions[`${kind}@${version}`]);
});
