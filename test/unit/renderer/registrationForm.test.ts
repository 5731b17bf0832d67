import { describe, expect, it } from 'vitest';
import {
  allergyFields,
  doubtOfName,
  emptyForm,
  encounterFields,
  isTooLongAgo,
  lacking,
  patientFields,
  wantedLater,
  withNameUnknown,
} from '../../../renderer/features/registration/registrationForm.ts';
import {
  afterAnswer,
  afterScan,
  filledFromCard,
} from '../../../renderer/features/registration/cardIntoForm.ts';
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
/** The form after a scan, however it was taken. */
const after = (line: string, before = form({})): RegistrationForm => ({
  ...before,
  ...afterScan(line, before, now),
});
const citizenCard = '001090000001||Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu|15042021';
const othersCard = '001191000002||Lê Thị Mẫu|05091991|Nữ|Tổ 2, Xã Mẫu|15042021';
const insuranceCard =
  '0123456789|4e677579e1bb856e2056c4836e204de1baab75|05/09/1990|1|-|01 - 065|01/01/2026|-|02/01/2026|$';
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
  it('takes an insurance card too; a second card of the same person fills what is empty', () => {
    const alone = scanned(insuranceCard);
    expect(alone).toMatchObject({
      name: 'Nguyễn Văn Mẫu',
      birth: '05/09/1990',
      sex: 'male',
      insuranceNumber: '0123456789',
      insuranceScanned: true,
      scanSaid: [],
    });
    expect(Object.values(saved(alone).identifiers!)).toEqual([
      { system: 'bhyt', value: '0123456789' },
    ]);
    const both = after(insuranceCard, after(citizenCard));
    expect(both).toMatchObject({
      name: 'Nguyễn Văn Mẫu',
      card: '001090000001',
      insuranceNumber: '0123456789',
      address: 'Thôn 1, Xã Mẫu',
      askedCard: '',
      scanSaid: [],
    });
  });
  describe('a card that may be somebody else’s changes nothing until it is answered', () => {
    const withPhone = { ...after(citizenCard), phone: '0912000111', reason: 'Sốt' };
    it.each([
      ['a second citizen card with another number', othersCard],
      [
        'the same name and day under another number',
        citizenCard.replace('001090000001', '001090000009'),
      ],
      [
        'an insurance card of another name',
        insuranceCard.replace('4e677579e1bb856e2056c4836e204de1baab75', '4cc3aa'),
      ],
      [
        'an insurance card of another day of birth',
        insuranceCard.replace('05/09/1990', '06/09/1990'),
      ],
      [
        'an insurance card of another year, which is all that it says',
        insuranceCard.replace('05/09/1990', '1991'),
      ],
    ])('%s', (_title, line) => {
      const asked = after(line, withPhone);
      expect(asked).toEqual({ ...withPhone, askedCard: line, scanSaid: [] });
      expect({ ...asked, ...afterAnswer('leave', asked, now) }).toEqual(withPhone);
    });
    it('the same card again, or one whose year is all that it says, asks nothing', () => {
      for (const line of [citizenCard, insuranceCard, insuranceCard.replace('05/09/', '')]) {
        expect(after(line, withPhone).askedCard, line).toBe('');
      }
    });
    it('a second insurance number asks; the same one in its long form doesn’t, and the long form stays', () => {
      const insured = after(insuranceCard, withPhone);
      expect(after(insuranceCard.replace('0123456789', '9876543210'), insured).askedCard).not.toBe(
        '',
      );
      const long = after(insuranceCard.replace('0123456789', 'GD4010123456789'), insured);
      expect(long).toMatchObject({ askedCard: '', insuranceNumber: 'GD4010123456789' });
      expect(after(insuranceCard, long).insuranceNumber).toBe('GD4010123456789');
    });
    it('a name that was typed: the beginning of the card’s is completed, another one asks', () => {
      expect(after(citizenCard, form({ name: 'nguyen v' })).name).toBe('Nguyễn Văn Mẫu');
      const typed = form({ name: 'Trần Thị Khác', phone: '0912000111' });
      expect(after(citizenCard, typed)).toMatchObject({ name: 'Trần Thị Khác', card: '' });
      expect(after(citizenCard, form({ card: '001090000007' })).askedCard).toBe(citizenCard);
    });
    it('one person: the number is taken, nothing else; another person: nothing of the first stays', () => {
      const asked = after(othersCard, withPhone);
      expect({ ...asked, ...afterAnswer('same', asked, now) }).toMatchObject({
        name: 'Nguyễn Văn Mẫu',
        card: '001191000002',
        phone: '0912000111',
        askedCard: '',
      });
      const other = { ...asked, ...afterAnswer('other', asked, now) };
      expect(other).toEqual({ ...after(othersCard), ward: 'NOI', class: 'inpatient' });
    });
    it('isn’t saved before', () => {
      expect(lacking(after(othersCard, withPhone), now)).toEqual(['cardAnswer']);
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
    expect(lacking(form({ ...whole, nationality: 'Lào' }), now)).toEqual(['nationality']);
  });
  it('keeps an insurance card as unverified, with what it rests on', () => {
    const insurance =
      '0123456789|4e677579e1bb856e2056c4836e204de1baab75|05/09/1990|1|-|01 - 065|01/01/2026|31/12/2026|02/01/2026|$';
    expect(Object.values(saved(scanned(insurance)).coverage!)).toEqual([
      {
        number: '0123456789',
        state: 'unverified',
        evidence: 'scannedCard',
        because: 'notAsked',
        at: now,
        facility: '01065',
        validFrom: '2026-01-01',
        validUntil: '2026-12-31',
      },
    ]);
    // What it rests on is said, not guessed from what could be read.
    const torn = insurance
      .replace('01/01/2026', 'xx')
      .replace('02/01/2026|', '02/01/2026|||| 01/06/2021|');
    expect(Object.values(saved(scanned(torn)).coverage!)).toMatchObject([
      { evidence: 'scannedCard', fiveYearsOn: '2021-06-01' },
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
  it('somebody is taken for a citizen of Vietnam, but nobody whose name isn’t known', () => {
    expect(saved({ name: 'Lê Văn Mẫu', sex: 'male' }).nationality).toBe('000');
    const unknown = withNameUnknown(true, form({ name: 'Lê Văn' }));
    expect(unknown).toEqual({ nameUnknown: true, nationality: null });
    expect(saved({ ...unknown, sex: 'male' })).not.toHaveProperty('nationality');
    expect(withNameUnknown(false, form(unknown)).nationality).toBe('000');
    // Whoever chose another one meant it.
    const foreign = withNameUnknown(true, form({ nationality: 'LA' }));
    expect(saved({ ...foreign, sex: 'male' }).nationality).toBe('LA');
    expect(withNameUnknown(false, form(foreign)).nationality).toBe('LA');
  });
  it('a child’s telephone is the guardian’s where one is named', () => {
    const child = { name: 'Lê Văn Mẫu', birth: '2020', sex: 'male', phone: '0912000111' } as const;
    const contacts = (part: Partial<RegistrationForm>) =>
      Object.values(saved({ ...child, ...part }).contacts!);
    const guardian = { guardian: 'Lê Thị Mẹ', guardianRelationship: 'mẹ' };
    expect(contacts(guardian)).toEqual([
      { phone: '0912000111', name: 'Lê Thị Mẹ', relationship: 'mẹ' },
    ]);
    expect(contacts({})).toEqual([{ phone: '0912000111' }]);
    expect(contacts({ ...guardian, birth: '1990' })).toEqual([{ phone: '0912000111' }]);
  });
  it('names that are none and years before 1900 are said, and never keep anybody out', () => {
    const said = ['Lê 😀 An', '123 ???', 'Nguyễn Văn 2'].map(doubtOfName);
    expect(said).toEqual(['signs', 'noLetters', 'signs']);
    for (const name of [
      '',
      'Lê Thị An',
      "H'Hen Niê",
      'Y Moan',
      'K’ Brơi',
      'Lê-An'.normalize('NFD'),
    ]) {
      expect(doubtOfName(name), name).toBeUndefined();
    }
    expect(
      ['1850', '31/12/1899', '1900', '45 tuổi'].map((birth) => isTooLongAgo(birth, now)),
    ).toEqual([true, true, false, false]);
    const whole = { name: 'Lê 😀 An', birth: '1850', sex: 'female' } as const;
    expect(lacking(form(whole), now)).toEqual([]);
  });
  it('impossible and future days of birth are not saved', () => {
    for (const birth of [
      '31/2/2000',
      '29/02/2023',
      '00/00/1990',
      '24/11/2026',
      '2027',
      '13/13/2000',
    ]) {
      expect(lacking(form({ name: 'Lê Thị Mẫu', sex: 'female', birth }), now), birth).toEqual([
        'birth',
      ]);
    }
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
