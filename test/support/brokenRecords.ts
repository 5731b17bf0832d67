import type { RefusalCode } from '../../shared/central/validation/refusalCodes.ts';
import type { AnyRecord } from '../../shared/records/kinds.ts';

type Document = Record<string, unknown>;

/** A document as it is pushed, the one before it where there is one, and why it must be refused. */
export interface BrokenRecord {
  readonly title: string;
  readonly code: RefusalCode;
  readonly document: Document;
  /** Stands on the server already, and is accepted there. */
  readonly before?: Document;
}

const hash = (digit: string) => digit.repeat(32);

/** A record as it is pushed for the first time. */
export function pushed(record: AnyRecord, digit = 'a'): Document {
  return withHistory({ ...record, _id: record.id }, [digit]);
}

/** A document with a history; the newest revision first, each named by one hex digit. */
export function withHistory(document: Document, digits: readonly string[]): Document {
  return {
    ...document,
    _rev: `${digits.length}-${hash(digits[0]!)}`,
    _revisions: { start: digits.length, ids: digits.map(hash) },
  };
}

/** One document for each rule of the validation, made from valid records by breaking one thing. */
export function brokenRecords(records: readonly AnyRecord[]): BrokenRecord[] {
  const ofKind = (kind: string, nth: number) => {
    const found = records.filter((record) => record.kind === kind)[nth];
    if (!found) throw new Error(`too few records of kind ${kind}`);
    return found;
  };
  let used = 0;
  // A record of its own for each row: no row may lean on what another wrote.
  const patient = (edit: (document: Document) => void): Document => {
    const document = structuredClone(pushed(ofKind('patient', used++)));
    edit(document);
    return document;
  };
  const causality = (document: Document) => document['causality'] as Document;
  const note = (nth: number) => pushed(ofKind('note', nth));
  let signedNotes = 3;
  const badlySigned = (edit: (document: Document) => void): Document => {
    const document = structuredClone(note(signedNotes++));
    edit(document);
    return document;
  };
  const drugs = records.filter((record) => record.kind === 'order' && record.dosage);
  let orders = 0;
  const drug = (edit: (document: Document) => void): Document => {
    const document = structuredClone(pushed(drugs[orders++]!));
    edit(document);
    return document;
  };
  const signature = (document: Document) => document['signature'] as Document;
  const closed = (document: Document, vector: unknown = { '0123456789abcdef': 1 }): Document =>
    withHistory({ _id: document['_id'], _deleted: true, closed: true, vector }, ['b', 'a']);

  const rows: [title: string, code: RefusalCode, document: Document, before?: Document][] = [
    ['an id without a kind', 'badId', patient((d) => (d['_id'] = d['patientId']))],
    ['an id with a name in it', 'badId', patient((d) => (d['_id'] = `hoa:patient:${d['salt']}`))],
    ['an id in capitals', 'badId', patient((d) => (d['_id'] = (d['_id'] as string).toUpperCase()))],
    [
      'a kind that nobody knows',
      'unknownKind',
      patient((d) => {
        d['_id'] = d['id'] = (d['id'] as string).replace(':patient:', ':horoscope:');
        d['kind'] = 'horoscope';
      }),
    ],
    [
      'a kind named like a property of every object',
      'unknownKind',
      patient((d) => (d['_id'] = (d['_id'] as string).replace(':patient:', ':constructor:'))),
    ],
    [
      'a revision of 8 digits',
      'badRevision',
      patient((d) => {
        d['_rev'] = '1-abcdef01';
        d['_revisions'] = { start: 1, ids: ['abcdef01'] };
      }),
    ],
    ['an id that differs inside', 'badHeader', patient((d) => (d['id'] = `${String(d['id'])}0`))],
    [
      "another patient's chart",
      'badHeader',
      patient((d) => (d['patientId'] = '00000000-0000-7000-8000-000000000000')),
    ],
    ['another kind inside', 'badHeader', patient((d) => (d['kind'] = 'encounter'))],
    ['a version in words', 'badHeader', patient((d) => (d['schemaVersion'] = '1'))],
    ['version 0', 'badHeader', patient((d) => (d['schemaVersion'] = 0))],
    ['a broken version', 'badHeader', patient((d) => (d['schemaVersion'] = 1.5))],
    ['a newer version', 'newerVersion', patient((d) => (d['schemaVersion'] = 9))],
    ['no salt', 'badHeader', patient((d) => delete d['salt'])],
    ['a short salt', 'badHeader', patient((d) => (d['salt'] = 'abc'))],
    ['a salt in capitals', 'badHeader', patient((d) => (d['salt'] = hash('A')))],
    ['a day in place of an instant', 'badHeader', patient((d) => (d['recordedAt'] = '2026-11-23'))],
    ['no author', 'badHeader', patient((d) => delete d['recordedBy'])],
    ['an author with spaces', 'badHeader', patient((d) => (d['recordedBy'] = 'BS. Khôi'))],
    ['no workstation', 'badHeader', patient((d) => delete d['recordedOn'])],
    ['no sex', 'missingField', patient((d) => delete d['sex'])],
    ['a number in place of a name', 'wrongType', patient((d) => (d['name'] = 7))],
    ['null in place of a name', 'wrongType', patient((d) => (d['name'] = null))],
    ['a list in place of a map', 'wrongType', patient((d) => (d['identifiers'] = []))],
    ['a sex that nobody has', 'wrongValue', patient((d) => (d['sex'] = 'x'))],
    [
      'an unknown kind of card',
      'wrongValue',
      patient((d) => (d['identifiers'] = { k1: { system: 'x', value: '1' } })),
    ],
    [
      'a side of a disagreement with a sex that nobody has',
      'wrongValue',
      patient((d) => (causality(d)['siblings'] = { sex: [{ dot: 'x', value: 'x' }] })),
    ],
    [
      'a drug by a way that there is not',
      'wrongValue',
      drug((d) => ((d['dosage'] as Document)['route'] = 'x')),
    ],
    [
      'a drug at times of no kind',
      'wrongValue',
      drug((d) => ((d['dosage'] as Document)['timing'] = { kind: 'constructor' })),
    ],
    ['an unknown field', 'unknownField', patient((d) => (d['horoscope'] = 'x'))],
    [
      'a field named like a property of every object',
      'unknownField',
      patient((d) => (d['constructor'] = 'x')),
    ],
    ['no causality', 'missingField', patient((d) => delete d['causality'])],
    ['causality in words', 'wrongType', patient((d) => (d['causality'] = 'x'))],
    ['no birth', 'badCausality', patient((d) => delete causality(d)['born'])],
    ['a birth that is no dot', 'badCausality', patient((d) => (causality(d)['born'] = 'x.1'))],
    ['an empty vector', 'badCausality', patient((d) => (causality(d)['vector'] = {}))],
    [
      'a vector that has not seen the birth',
      'badCausality',
      patient((d) => (causality(d)['vector'] = { '0123456789abcdef': 9 })),
    ],
    [
      'a vector with a broken counter',
      'badCausality',
      patient((d) => ((causality(d)['vector'] as Document)['0123456789abcdef'] = 0.5)),
    ],
    ['dots in a list', 'badCausality', patient((d) => (causality(d)['dots'] = []))],
    ['an unknown part of causality', 'badCausality', patient((d) => (causality(d)['clock'] = {}))],
    [
      'a bare tombstone',
      'badTombstone',
      patient((d) => {
        for (const field of Object.keys(d)) if (!field.startsWith('_')) delete d[field];
        d['_deleted'] = true;
      }),
    ],
    ['a deleted record in full', 'badTombstone', patient((d) => (d['_deleted'] = true))],
    ['a closing without a vector', 'badTombstone', closed(pushed(ofKind('patient', used++)), {})],
    ['a note without a signature', 'notSigned', badlySigned((d) => delete d['signature'])],
    [
      'a signature without its certificate',
      'notSigned',
      badlySigned((d) => delete signature(d)['certificate']),
    ],
    [
      'a signature of another length',
      'notSigned',
      badlySigned((d) => (signature(d)['value'] = 'AAAA')),
    ],
    [
      'a note that says to be signed by somebody else',
      'notSigned',
      badlySigned((d) => (d['signedBy'] = 'bs-nguoi-khac')),
    ],
    ['a second generation of a signed note', 'immutable', withHistory(note(0), ['b', 'a'])],
    [
      'a change of a signed note',
      'immutable',
      withHistory({ ...note(1), plan: 'khác' }, ['b', 'a']),
      note(1),
    ],
    ['a closing of a signed note', 'immutable', closed(note(2)), note(2)],
  ];
  return rows.map(([title, code, document, before]) => ({
    title,
    code,
    document,
    ...(before ? { before } : {}),
  }));
}

/** A closing tombstone as the join writes it: the only deletion that is admitted. */
export function closing(record: AnyRecord): Document {
  const { vector } = record.causality;
  return withHistory({ _id: record.id, _deleted: true, closed: true, vector }, ['c', 'a']);
}
