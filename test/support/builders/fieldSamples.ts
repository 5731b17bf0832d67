import type * as z from 'zod';
import type { Random } from '../../../shared/synthetic/random.ts';
import { inventedSignature as signature } from '../inventedSigning.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import { someJpeg } from './photos.ts';
import type { Kind } from '../../../shared/records/kinds.ts';

/** What a sample may refer to: records of the same chart, by kind. */
export interface SampleContext {
  readonly random: Random;
  /** Makes running text unlike any other. */
  readonly mark: string;
  /** Ids of this chart's records of a kind, as the author's workstation shows them. */
  idsOf(kind: string): readonly string[];
}

/** Texts that some schema or other accepts; which ones a field takes, its schema says. */
const texts = [
  '1957-03-14',
  '1961-11',
  '2026-11-23T14:05:00.000+07:00',
  '2026-11-24T06:30:00.000+07:00',
  '0.5',
  '40',
  '62.5',
  'bs-a',
  'bs-b',
  'dd-c',
  'NOI-1',
  'HSCC',
  'T1-000001',
  'T2-000417',
  '0912000001',
  '+84912000002',
  '079057000123',
  'DN4797912345678',
  'J18.9',
  'A91',
  '1998',
  '2011',
  '19',
  '000',
  '24001',
  '07:30',
  '19:00',
  'amoxicillin',
  'paracetamol',
  'penicillin',
  '0192d5a0-0000-7000-8000-000000000001',
  '00000000000000aa.1',
  'sameDrugTwice:0123456789abcdef',
  'sameDrugTwice',
  someJpeg,
] as const;

/** Few values where equal ones matter: the same drug, the same test, the substance of an allergy. */
const named: Readonly<Record<string, readonly string[]>> = {
  code: ['amoxicillin', 'crp', 'J18.9', 'A91'],
  substanceCode: ['amoxicillin'],
  signedAt: ['2026-11-23T14:05:00.000+07:00', '2026-11-23T16:30:00.000+07:00'],
};

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

const fitting = new Map<z.ZodType, readonly unknown[]>();

/** Which of these a schema takes; found once. */
function fittingOf(schema: z.ZodType, candidates: readonly unknown[]): readonly unknown[] {
  let found = fitting.get(schema);
  if (!found) {
    found = candidates.filter((candidate) => schema.safeParse(candidate).success);
    fitting.set(schema, found);
  }
  return found;
}

function definitionOf(schema: z.ZodType): Definition {
  return (schema as unknown as { _zod: { def: Definition } })._zod.def;
}

/**
 * A value that the schema takes, or undefined for an optional one that is left out. Throws on a
 * schema for which no sample is known: whoever adds such a field adds a text above.
 */
export function sampleOf(schema: z.ZodType, path: string, context: SampleContext): unknown {
  const { random } = context;
  const definition = definitionOf(schema);
  switch (definition.type) {
    case 'optional':
      return random.chance(0.7) ? unlessMissing(definition.innerType!, path, context) : undefined;
    case 'nullable':
      return random.chance(0.7) ? sampleOf(definition.innerType!, path, context) : null;
    case 'enum':
      return random.pick(Object.values(definition.entries!));
    case 'literal':
      return random.pick(definition.values!);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'object':
      return objectOf(definition.shape!, path, context);
    case 'record':
      return {
        [random.pick(['a', 'b', 'c'])]: sampleOf(definition.valueType!, `${path}/`, context),
      };
    case 'array':
      return [sampleOf(definition.element!, path, context)];
    case 'union':
      return sampleOf(random.pick(definition.options!), path, context);
    case 'number':
    case 'int':
      return random.pick(found(schema, path, [1, 2, 3, 5, 8, 12, 36.8, 40, 88, 120]));
    case 'string':
      return textOf(schema, path, context);
    default:
      throw new Error(`no sample is known for ${path} (${definition.type})`);
  }
}

function unlessMissing(schema: z.ZodType, path: string, context: SampleContext): unknown {
  try {
    return sampleOf(schema, path, context);
  } catch (error) {
    if (error instanceof ReferenceMissing) return undefined;
    throw error;
  }
}

function objectOf(
  shape: Readonly<Record<string, z.ZodType>>,
  path: string,
  context: SampleContext,
): Record<string, unknown> {
  const entries = Object.entries(shape).map(([name, schema]): [string, unknown] => [
    name,
    sampleOf(schema, path === '' ? name : `${path}.${name}`, context),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function found(schema: z.ZodType, path: string, candidates: readonly unknown[]) {
  const fits = fittingOf(schema, candidates);
  if (fits.length === 0) throw new Error(`no sample fits ${path}`);
  return fits;
}

/** Kinds that a field names by another name than the kind's own. */
const referred: Readonly<Record<string, readonly Kind[]>> = {
  draft: ['noteDraft'],
  target: ['note', 'addendum'],
  replaces: ['order'],
  after: ['orderEvent', 'encounterEvent', 'order'],
  seen: ['order', 'noteDraft', 'condition'],
  toSort: ['order', 'noteDraft', 'condition'],
  records: ['order', 'noteDraft', 'condition'],
  record: ['order', 'encounter', 'allergy', 'patient'],
  photo: ['patientPhoto'],
};

/** A record can't be made before the one that it speaks of. */
export class ReferenceMissing extends Error {
  constructor(readonly kind: Kind) {
    super(`there is no ${kind} yet`);
    this.name = 'ReferenceMissing';
  }
}

function textOf(schema: z.ZodType, path: string, context: SampleContext): string {
  const { random, mark } = context;
  const name = path.split('.').at(-1)!;
  const stem = name.replace(/Ids?$/, '');
  const kindsNamed = Object.hasOwn(kinds, stem) ? [stem as Kind] : referred[stem];
  if (kindsNamed) {
    const ids = kindsNamed
      .flatMap((kind) => context.idsOf(kind))
      .filter((id) => schema.safeParse(id).success);
    if (ids.length > 0) return random.pick(ids);
    throw new ReferenceMissing(kindsNamed[0]!);
  }
  const ofName = (named[name] ?? []).filter((text) => schema.safeParse(text).success);
  if (ofName.length > 0) return random.pick(ofName);
  // Free text is told apart; what has a form of its own comes from the list.
  const free = `Giá trị ${mark}`;
  if (schema.safeParse(free).success) return free;
  return random.pick(found(schema, path, texts)) as string;
}

/** Fields of a new record of a kind. */
export function sampleFields(kind: Kind, context: SampleContext): Record<string, unknown> {
  const shape = (kinds[kind].schema as unknown as { shape: Record<string, z.ZodType> }).shape;
  const fields = kinds[kind].fields.filter((field) => field !== 'signature');
  const own = Object.fromEntries(fields.map((field) => [field, shape[field]!]));
  return { ...objectOf(own, '', context), ...(kinds[kind].signed ? { signature } : {}) };
}

/**
 * A new value for one merge unit; null where nothing is left in it. Undefined where it would speak
 * of a record that isn't here: deliveries in any order bring a diagnosis before its visit.
 */
export function sampleUnit(
  kind: Kind,
  unitName: string,
  context: SampleContext,
): { readonly unitId: string; readonly value: unknown } | undefined {
  try {
    return unitOf(kind, unitName, context);
  } catch (error) {
    if (error instanceof ReferenceMissing) return undefined;
    throw error;
  }
}

function unitOf(kind: Kind, unitName: string, context: SampleContext) {
  const { random } = context;
  const shape = (kinds[kind].schema as unknown as { shape: Record<string, z.ZodType> }).shape;
  const unit = (
    kinds[kind].units as Record<string, { kind: string; fields?: string[]; field?: string }>
  )[unitName]!;
  if (unit.kind === 'keyedMap') {
    const map = shape[unit.field!]!;
    const inner = definitionOf(map).type === 'optional' ? definitionOf(map).innerType! : map;
    const key = random.pick(['a', 'b', 'c']);
    const value = random.chance(0.2)
      ? null
      : sampleOf(definitionOf(inner).valueType!, `${unit.field!}/`, context);
    return { unitId: `${unitName}/${key}`, value };
  }
  const fields = unit.fields!;
  const value = objectOf(
    Object.fromEntries(fields.map((field) => [field, shape[field]!])),
    '',
    context,
  );
  if (Object.keys(value).length === 0) return { unitId: unitName, value: null };
  return { unitId: unitName, value: fields.length === 1 ? value[fields[0]!] : value };
}
