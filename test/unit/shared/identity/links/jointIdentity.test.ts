import { describe, expect, it } from 'vitest';
import {
  jointAllergyKnowledge,
  otherValues,
} from '../../../../../shared/identity/links/jointIdentity.ts';
import { newRecord } from '../../../../../shared/records/write.ts';
import { aPatient, someWrite } from '../../../../support/builders/records.ts';

const asked = aPatient({ allergyStatement: 'noneKnown' });
const notAsked = aPatient({ allergyStatement: 'notAsked' });
const allergy = (status: 'active' | 'refuted') =>
  newRecord(
    'allergy',
    asked.patientId,
    {
      substance: 'Penicillin',
      certainty: 'confirmed',
      status,
      ...(status === 'refuted' ? { refutedBecause: 'Thử lại âm tính', refutedSeen: [] } : {}),
    },
    someWrite(),
  );

describe('allergies of somebody who has several identities', () => {
  it('are "none known" only where every identity was asked', () => {
    expect(jointAllergyKnowledge([asked, asked], [])).toEqual({ kind: 'noneKnown' });
    expect(jointAllergyKnowledge([asked, notAsked], [])).toEqual({ kind: 'notAsked' });
    expect(jointAllergyKnowledge([notAsked, asked], [])).toEqual({ kind: 'notAsked' });
    expect(jointAllergyKnowledge([notAsked], [])).toEqual({ kind: 'notAsked' });
  });

  it('are known whichever identity has one, and it is said where another one says there is none', () => {
    const known = allergy('active');
    expect(jointAllergyKnowledge([notAsked, asked], [known])).toEqual({
      kind: 'known',
      allergies: [known],
      againstStatement: true,
    });
    expect(jointAllergyKnowledge([notAsked, notAsked], [known])).toMatchObject({
      kind: 'known',
      againstStatement: false,
    });
  });
});

describe('what the other identities say otherwise', () => {
  const shown = aPatient({ name: 'Quách Thị Mận', birthDate: '1988-02-11', sex: 'female' });
  const other = aPatient({ name: 'Quach Thi Man', birthDate: '1988-11-02', sex: 'unknown' });

  it('is named once a value, with the record that says so', () => {
    expect(otherValues(shown, [other, { ...other }], 'name')).toEqual([
      { patient: other, value: 'Quach Thi Man' },
    ]);
    expect(otherValues(shown, [other], 'birthDate')).toMatchObject([
      { value: { birthDate: '1988-11-02' } },
    ]);
  });

  it('is nothing where they say the same, or nothing, or a sex that nobody knew', () => {
    const { name, ...nameless } = other;
    expect(name).toBe('Quach Thi Man');
    expect(otherValues(shown, [nameless], 'name')).toEqual([]);
    expect(otherValues(shown, [{ ...other, name: shown.name! }], 'name')).toEqual([]);
    expect(otherValues(shown, [other], 'sex')).toEqual([]);
    expect(otherValues(other, [shown], 'sex')).toMatchObject([{ value: 'female' }]);
  });
});
