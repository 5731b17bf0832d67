import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../../shared/central/validation/refusalCodes.ts';
import { validationSource } from '../../../shared/central/validation/validationSource.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import { signedHospital } from '../../support/builders/signedHospital.ts';
import { serverRefusal as refusalOf } from '../../support/validate.ts';
import { brokenRecords, closing, pushed, withHistory } from '../../support/brokenRecords.ts';

const records = await signedHospital({ seed: 7, patients: 400, today: '2026-11-23' });
const broken = brokenRecords(records);

describe('validate_doc_update', () => {
  it('accepts every record of the synthetic hospital, of every kind that it has', () => {
    const refused = records.map((record) => refusalOf(pushed(record))).filter(Boolean);
    expect(refused).toEqual([]);
  });

  it('knows every kind of record', () => {
    const source = validationSource();
    for (const kind of Object.keys(kinds)) expect(source).toContain(`"${kind}":`);
  });

  it.each(broken)('refuses $title', ({ code, document, before }) => {
    expect(refusalOf(document, before ?? null)).toMatch(new RegExp(`^${code}: \\S+ \\S+`));
  });

  it('has a broken record for every code but the one about rights', () => {
    const shown = new Set([...broken.map(({ code }) => code), 'notAllowed']);
    expect([...shown].sort()).toEqual([...refusalCodes].sort());
  });

  it('refuses who is no workstation and no administrator', () => {
    const document = pushed(records[0]!);
    expect(refusalOf(document, null, { name: 'x', roles: [] })).toMatch(/^notAllowed: /);
    expect(refusalOf(document, null, { name: 'x', roles: ['_admin'] })).toBeUndefined();
  });

  it('admits the closing of a leaf, and a record written on from it', () => {
    const patient = records[0]!;
    expect(refusalOf(closing(patient), pushed(patient))).toBeUndefined();
    const next = withHistory({ ...pushed(patient) }, ['d', 'c', 'a']);
    expect(refusalOf(next, closing(patient))).toBeUndefined();
  });

  it('never repeats a value of the record', () => {
    for (const { document, before } of broken) {
      const reason = refusalOf(document, before ?? null)!;
      for (const [field, value] of Object.entries(document)) {
        if (field === 'kind' || typeof value !== 'string' || value.length < 4) continue;
        expect(reason).not.toContain(value);
      }
    }
  });

  it('is ES5: the engines of CouchDB 3.3 run it', () => {
    expect(validationSource()).not.toMatch(/\b(let|const|class)\b [A-Za-z]|=>|`|\.\.\.|\?\./);
  });
});
