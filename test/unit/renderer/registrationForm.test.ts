import { describe, expect, it } from 'vitest';
import {
  allergyFields,
  emptyForm,
  encounterFields,
  filledFromCard,
  lacking,
  patientFields,
  wantedLater,
} from '../../../renderer/features/registration/registrationForm.ts';
import type { RegistrationForm } from '../../../renderer/features/registration/registrationForm.ts';
import { readCard } from '../../../shared/identity/cards/readCard.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { newRecord } from '../../../shared/records/write.ts';

const now = '2026-11-23T14:05:00.000+07:00';
const form = (part: Partial<RegistrationForm>): RegistrationForm => ({
  ...emptyForm,
  ward: 'NOI',
  class: 'inpatient',
  ...part,
});
const write = { by: 'cn-mau', on: 'may-1', at: now, dot: '00000000000000aa.1' };
const newKey = () => crypto.randomUUID();
const scanned = (line: string, before = form({})) => {
  const reading = readCard(line, { today: '2026-11-23' });
  if (reading.kind === 'unreadable') throw new Error(reading.because);
  return filledFromCard(reading, before);
};
const saved = (part: Partial<RegistrationForm>) => {
  const patientId = newPatientId();
  const fields = patientFields(form(part), now, 'N1-000001', newKey, '24001');
  return newRecord('patient', patientId, fields, write);
};

describe('registration', () => {
  it('needs a name or "not known", a sex and an age, and nothing else', () => {
    expect(lacking(form({}), now)).toEqual(['name', 'birth', 'sex']);
    expect(lacking(form({ name: 'Lê Thị Mẫu', birth: '45 tuổi', sex: 'female' }), now)).toEqual([]);
    expect(lacking(form({ nameUnknown: true, sex: 'unknown' }), now)).toEqual([]);
    expect(lacking(form({ nameUnknown: true, sex: 'male', birth: '31/2/2000' }), now)).toEqual([
      'birth',
    ]);
  });
  it('makes a record that the schema takes, from text as people type it', () => {
    const record = saved({
      name: '  Lê  Thị\tMẫu\u0000 '.normalize('NFD'),
      birth: '2 tháng',
      sex: 'female',
      card: '001 326 000 001',
      phone: '0199.123.456',
      address: 'Thôn 1,\n xã Mẫu',
    });
    expect(record).toMatchObject({
      name: 'Lê Thị Mẫu',
      birthDate: '2026-09',
      birthDateEstimated: true,
      address: 'Thôn 1, xã Mẫu',
      allergyStatement: 'notAsked',
    });
    expect(Object.values(record.identifiers!)).toEqual([{ system: 'cccd', value: '001326000001' }]);
    expect(Object.values(record.contacts!)).toEqual([{ phone: '0199123456' }]);
  });
  it('keeps both numbers of a card, and its day of issue', () => {
    const filled = scanned(
      '001090000001|012345678|Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu|15042021',
    );
    expect(lacking(form(filled), now)).toEqual([]);
    expect(Object.values(saved(filled).identifiers!)).toEqual([
      { system: 'cccd', value: '001090000001', issuedOn: '2021-04-15' },
      { system: 'cmnd', value: '012345678', endedOn: '2021-04-15' },
    ]);
  });
  it('takes an insurance card too; a second card fills what is empty, and another name is said', () => {
    const insurance =
      '0123456789|4e677579e1bb856e2056c4836e204de1baab75|05/09/1990|1|-|01 - 065|01/01/2026|-|02/01/2026|$';
    const alone = scanned(insurance);
    expect(alone).toMatchObject({
      name: 'Nguyễn Văn Mẫu',
      birth: '05/09/1990',
      sex: 'male',
      insuranceNumber: '0123456789',
      scanSaid: [],
    });
    expect(Object.values(saved(alone).identifiers!)).toEqual([
      { system: 'bhyt', value: '0123456789' },
    ]);
    const card = '001190000001||Lê Thị Mẫu|05091991|Nữ|Thôn 1, Xã Mẫu|15042021';
    const both = scanned(insurance, form(scanned(card)));
    expect(form({ ...scanned(card), ...both })).toMatchObject({
      name: 'Lê Thị Mẫu',
      birth: '05/09/1991',
      insuranceNumber: '0123456789',
      scanSaid: ['otherName'],
    });
  });
  it('takes an unanswered allergy question as not asked, and asks again before discharge', () => {
    const answered = { name: 'Lê Thị Mẫu', birth: '1990', sex: 'female' } as const;
    expect(saved(answered).allergyStatement).toBe('notAsked');
    expect(saved({ ...answered, allergy: 'noneKnown' }).allergyStatement).toBe('noneKnown');
    expect(wantedLater(form(answered), now)).toContain('allergy');
    expect(lacking(form({ ...answered, allergy: 'add' }), now)).toEqual(['substance']);
    const told = form({ ...answered, allergy: 'add', substance: 'Penicillin' });
    expect(allergyFields(told)).toMatchObject({ substance: 'Penicillin', status: 'active' });
  });
  it('places the visit in a bed only where one was chosen', () => {
    expect(encounterFields(form({ place: '203/12' }), now)).toMatchObject({
      room: '203',
      bed: '12',
    });
    expect(encounterFields(form({}), now)).not.toHaveProperty('bed');
  });
  it('says what cannot be saved as a number', () => {
    const whole = { name: 'Lê Thị Mẫu', birth: '1990', sex: 'female' } as const;
    expect(lacking(form({ ...whole, phone: '12a' }), now)).toEqual(['phone']);
    expect(lacking(form({ ...whole, card: '12' }), now)).toEqual(['card']);
    expect(lacking(form({ ...whole, birthTime: '7h65' }), now)).toEqual(['birthTime']);
    expect(lacking(form({ ...whole, nationality: 'VN' }), now)).toEqual(['nationality']);
  });
  it('keeps an insurance card as unverified, with what it rests on', () => {
    const insurance =
      '0123456789|4e677579e1bb856e2056c4836e204de1baab75|05/09/1990|1|-|01 - 065|01/01/2026|31/12/2026|02/01/2026|$';
    expect(Object.values(saved(scanned(insurance)).coverage!)).toEqual([
      {
        number: '0123456789',
        state: 'unverified',
        evidence: 'scannedCard',
        because: 'offline',
        at: now,
        facility: '01065',
        validFrom: '2026-01-01',
        validUntil: '2026-12-31',
      },
    ]);
    const typed = saved({ name: 'Lê Thị Mẫu', sex: 'female', insuranceNumber: 'GD4010123456789' });
    expect(Object.values(typed.coverage!)).toMatchObject([{ evidence: 'typedNumber' }]);
  });
  it('places an address by the provinces of today, and asks the commune where it had an old name', () => {
    const today = scanned(
      '001090000001||Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu, Thái Nguyên|15042021',
    );
    expect(today).toMatchObject({ provinceCode: '19', commune: 'Xã Mẫu', nationality: '000' });
    const old = scanned(
      '001090000001||Nguyễn Văn Mẫu|05091990|Nam|Xã Mẫu, Huyện Mẫu, Bắc Kạn|15042021',
    );
    expect(old).toMatchObject({ provinceCode: '19', commune: '' });
    expect(wantedLater(form(old), now)).toContain('residence');
    expect(wantedLater(form(today), now)).not.toContain('residence');
    expect(saved(today)).toMatchObject({
      provinceCode: '19',
      commune: 'Xã Mẫu',
      nationality: '000',
    });
  });
  it('gives whoever has no papers a code that is never twelve digits', () => {
    const temporary = (part: Partial<RegistrationForm>) =>
      Object.values(saved({ sex: 'male', ...part }).identifiers ?? {});
    const code = { system: 'temporary', value: 'VD-24001-261123-N1-000001' };
    expect(temporary({ nameUnknown: true })).toEqual([code]);
    expect(temporary({ name: 'Con bà Lò Thị Mẫu', birth: '20/11/2026' })).toEqual([code]);
    expect(temporary({ name: 'Lê Văn Mẫu', birth: '1990' })).toEqual([]);
    expect(temporary({ nameUnknown: true, card: '001090000001' })).toMatchObject([
      { system: 'cccd' },
    ]);
  });
  it('asks for a guardian of children alone', () => {
    const child = { name: 'Lê Văn Mẫu', birth: '2020', sex: 'male' } as const;
    expect(wantedLater(form(child), now)).toContain('guardian');
    expect(wantedLater(form({ ...child, birth: '1990' }), now)).not.toContain('guardian');
    expect(saved({ ...child, guardian: 'Lê Thị Mẹ', guardianRelationship: 'mẹ' }).guardian).toEqual(
      {
        name: 'Lê Thị Mẹ',
        relationship: 'mẹ',
      },
    );
  });
});
