import { describe, expect, it } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { correctableUnits } from '../../../../renderer/features/sync/CorrectRefused.tsx';
import { handOverText } from '../../../../renderer/features/sync/handOver.ts';
import { fieldWords } from '../../../../renderer/features/sync/fieldWords.ts';
import { eventWords } from '../../../../renderer/features/sync/logText.ts';
import { refusalWords } from '../../../../renderer/features/sync/refusalWords.ts';
import { headerFields } from '../../../../shared/records/header.ts';
import { kinds } from '../../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../../shared/records/kinds.ts';
import { knownRefusalCodes } from '../../../../shared/sync/refusalReasons.ts';
import type { KnownRefusalCode } from '../../../../shared/sync/refusalReasons.ts';
import type { SyncFault } from '../../../../shared/sync/status.ts';
import { signedHospital } from '../../../support/builders/signedHospital.ts';
import { app } from '../../../support/chartPage/facility.ts';

const now = '2026-11-23T14:05:00.000+07:00';
const records = await signedHospital({ seed: 5, patients: 12, today: '2026-11-23' });

const namespaces = ['refusals', 'chart', 'notes'] as const;
const languages = ['vi', 'en'] as const;

/** Every code, as a type error where one is new: then the catalogues, typed too, want its words. */
const everyCode: Record<KnownRefusalCode, string> = {
  notAllowed: 'only an enrolled workstation may write',
  badId: 'the id is not made of patient, kind and uuid',
  unknownKind: 'this server does not know this kind of record',
  badRevision: 'the revision is not a number and 32 lowercase hex digits',
  badTombstone: 'a tombstone holds closed and vector, nothing else',
  immutable: 'a signed record is never changed',
  badHeader: 'salt is not 32 lowercase hex digits',
  newerVersion: 'written by a newer version than this server knows',
  missingField: 'name is missing',
  wrongType: 'name is not of type string',
  wrongValue: 'sex is not one of the values that this version has',
  unknownField: 'a field is not in this version of the record',
  notSigned: 'signedBy is not who recorded it',
  badCausality: 'born is not a dot',
  damagedOnDisk: '',
  tooLarge: '',
  badRequest: '',
  serverError: '',
  noAnswer: '',
  notACentralServer: '',
  notCompared: '',
  notReadBack: '',
};

describe('why the server refused a record, in words', () => {
  it.each(languages)('every reason has a sentence, and none is the server’s English: %s', (lng) => {
    const t = i18n.getFixedT(lng, namespaces);
    expect(Object.keys(everyCode).sort()).toEqual([...knownRefusalCodes].sort());
    for (const [code, said] of Object.entries(everyCode)) {
      const { words } = refusalWords(t, 'patient', said === '' ? code : `${code}: ${said}`);
      expect(words, code).toMatch(/^\p{L}.* .*\.$/u);
      expect(words, code).not.toContain(code);
      if (said !== '') expect(words, code).not.toContain(said);
    }
  });
  it.each(languages)('every field of every kind is called as its form calls it: %s', (lng) => {
    const t = i18n.getFixedT(lng, namespaces);
    for (const { kind, fields } of Object.values(kinds)) {
      for (const field of [...fields, ...headerFields]) {
        const name = fieldWords(t, kind, field);
        expect(name, `${kind}.${field}`).toMatch(/^\p{L}/u);
        expect(name, `${kind}.${field}`).not.toMatch(/[a-z][A-Z]|^unit\.|^field\./);
      }
    }
    expect(fieldWords(t, 'patient', 'weather')).toBeUndefined();
  });
  it('names the field that the server names', () => {
    const t = i18n.getFixedT('vi', namespaces);
    expect(refusalWords(t, 'patient', 'missingField: name is missing')).toEqual({
      code: 'missingField',
      words: 'thiếu mục “Họ tên”.',
      field: 'name',
    });
    expect(refusalWords(t, 'note', 'wrongType: course is not of type string').words).toBe(
      'mục “Diễn biến” sai dạng.',
    );
    expect(refusalWords(t, 'order', 'missingField: dosage is missing').words).toContain('Liều');
    expect(refusalWords(t, 'order', 'missingField: weather is missing').words).toBe(
      'thiếu một mục bắt buộc.',
    );
  });
  it("a rule that is not known here is told as one, with the server's own words in it", () => {
    const t = i18n.getFixedT('vi', namespaces);
    for (const said of ['rule of tomorrow', 'note.section: tooLong', 'constructor: x']) {
      const { code, words } = refusalWords(t, 'note', said);
      expect(code).toBe('otherRule');
      expect(words).toBe(`theo một quy định mà ứng dụng này chưa biết. Máy chủ viết: “${said}”`);
    }
    expect(refusalWords(t, 'note', '').words).toBe('không nói vì sao.');
  });
});

describe('the log in words', () => {
  const at = now;
  const recordId = records[0]!.id;
  const faults = {
    accountRefused: 0,
    databaseMissing: 0,
    notACentralServer: 0,
    serverError: 0,
    storageFull: 0,
    storageFailed: 0,
  } satisfies Record<SyncFault, 0>;
  it.each(languages)('shows no code: %s', (lng) => {
    const t = i18n.getFixedT(lng, ['sync', 'refusals'] as const);
    const line = { kind: 'line', at, direction: 'sending', state: 'fault' } as const;
    const lines = [
      ...[...Object.keys(faults), 'faultOfTomorrow'].map((fault) =>
        eventWords(t, { ...line, fault }),
      ),
      ...[...knownRefusalCodes, 'otherRule'].map((code) =>
        eventWords(t, { kind: 'refused', at, recordId, rev: '1-0', code }),
      ),
      eventWords(t, { kind: 'setAside', at, recordId, rev: '1-0', reason: 'badSchema' }),
    ];
    for (const words of lines) expect(words).not.toMatch(/\b[a-z]+[A-Z]\w*|refusals:|withheld\./);
    expect(new Set(lines).size).toBe(lines.length);
  });
});

describe('what is handed over to IT', () => {
  const refusal = { rev: `3-${'a'.repeat(32)}`, at: now, retrying: false };

  it('has id, revision, kind, reason, times and versions, and no text of the record', () => {
    const kinds = new Set<string>();
    for (const record of records.slice(0, 400)) {
      kinds.add(record.kind);
      const reason = `wrongType: ${JSON.stringify(record)} is not of type string`;
      const text = handOverText(app, { ...refusal, id: record.id, reason }, record, now);
      for (const part of [record.id, refusal.rev, record.kind, app.version, now, 'wrongType']) {
        expect(text).toContain(part);
      }
      for (const value of personalTexts(record)) expect(text, record.kind).not.toContain(value);
    }
    expect(kinds.size).toBeGreaterThan(5);
  });
  it("repeats nothing of a reason when the record can't be read here", () => {
    const text = handOverText(
      app,
      { ...refusal, id: records[0]!.id, reason: 'wrongType: Nguyễn Thị Mẫu is not a number' },
      undefined,
      now,
    );
    expect(text).toContain('wrongType');
    expect(text).not.toContain('Nguyễn');
    const unknown = { ...refusal, id: records[0]!.id, reason: 'Nguyễn Thị Mẫu has no bed' };
    expect(handOverText(app, unknown, undefined, now)).not.toContain('Nguyễn');
  });
});

describe('what may be corrected in the inbox', () => {
  it('is every part of an editable record that has a form, and nothing of a signed one', () => {
    const units = (kind: string) =>
      correctableUnits(records.find((record) => record.kind === kind)!);
    expect(units('patient')).toEqual(expect.arrayContaining(['name', 'birthDate', 'sex']));
    expect(units('allergy')).toContain('substance');
    expect(units('note')).toEqual([]);
    expect(units('order')).toEqual([]);
  });
});

/** Names, numbers, doses and running text of a record: everything but ids, codes and times. */
function personalTexts(record: AnyRecord): string[] {
  const texts: string[] = [];
  const fields = ['name', 'recordNumber', 'address', 'text', 'course', 'plan', 'reason', 'display'];
  const walk = (value: unknown, field: string) => {
    if (typeof value === 'string' && fields.includes(field) && value.length > 2) texts.push(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) walk(inner, key);
  };
  walk(record, '');
  return texts;
}
