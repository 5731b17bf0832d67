import { describe, expect, it } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { correctableUnits } from '../../../../renderer/features/sync/CorrectRefused.tsx';
import { handOverText } from '../../../../renderer/features/sync/handOver.ts';
import { refusalWords } from '../../../../renderer/features/sync/refusalWords.ts';
import { refusalCodes } from '../../../../shared/central/validation/refusalCodes.ts';
import type { AnyRecord } from '../../../../shared/records/kinds.ts';
import { signedHospital } from '../../../support/builders/signedHospital.ts';
import { app } from '../../../support/chartPage/facility.ts';

const now = '2026-11-23T14:05:00.000+07:00';
const records = await signedHospital({ seed: 5, patients: 12, today: '2026-11-23' });

describe('why the server refused a record, in words', () => {
  it.each(['vi', 'en'] as const)(
    'every reason of our own validation has a sentence: %s',
    (language) => {
      const t = i18n.getFixedT(language, 'sync');
      for (const code of refusalCodes) {
        const { words, said } = refusalWords(t, `${code}: the server says so`);
        expect(words, code).toMatch(/\S \S/);
        expect(said).toBe('the server says so');
      }
    },
  );
  it("a rule that is not known here stands in the server's own words", () => {
    const t = i18n.getFixedT('vi', 'sync');
    for (const said of ['rule of tomorrow', 'note.section: tooLong', '', 'constructor: x']) {
      expect(refusalWords(t, said)).toEqual({
        code: 'unknown',
        words: undefined,
        said,
        field: undefined,
      });
    }
    expect(refusalWords(t, 'missingField: name is missing').field).toBe('name');
    expect(refusalWords(t, 'tooLarge').said).toBeUndefined();
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
