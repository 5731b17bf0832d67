/** The cards that the table of payloads is made of, and what is read of them whole. */
export const hex = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const citizenLine =
  '001090000001|012345678|Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu, Huyện Mẫu, Hà Nội|15042021';
export const whole = {
  personalNumber: '001090000001',
  oldNumber: '012345678',
  name: 'Nguyễn Văn Mẫu',
  birthDate: '1990-09-05',
  sex: 'male',
  address: 'Thôn 1, Xã Mẫu, Huyện Mẫu, Hà Nội',
  issuedOn: '2021-04-15',
};
export const woman =
  '031185000002||Lê Thị Mẫu|31121985|Nữ|Tổ 3, Phường Mẫu, Hải Phòng|02082024||||';

export const insuranceLine = [
  '0123456789',
  hex('Nguyễn Văn Mẫu'),
  '05/09/1990',
  '1',
  '-',
  '01 - 065',
  '01/01/2026',
  '-',
  '02/01/2026',
  '01234567890123',
  '-',
  '4',
  ' 01/01/2025',
  'a1b2c3-0001',
  '-',
  hex('Bảo hiểm xã hội thành phố Mẫu'),
  '$',
].join('|');
export const insured = {
  number: '0123456789',
  name: 'Nguyễn Văn Mẫu',
  birthDate: '1990-09-05',
  sex: 'male',
  address: null,
  facility: '01065',
  validFrom: '2026-01-01',
  validUntil: null,
  issuedOn: '2026-01-02',
  fiveYearsOn: '2025-01-01',
};
export const oldCard = [
  'GD4010123456789',
  hex('Lê Thị Mẫu'),
  '31/12/1985',
  '2',
  hex('Tổ 3, Phường Mẫu'),
  '31 - 006',
  '01/01/2020',
  '31/12/2027',
  '15/12/2019',
  '$',
].join('|');
export const insuredWoman = {
  number: 'GD4010123456789',
  name: 'Lê Thị Mẫu',
  birthDate: '1985-12-31',
  sex: 'female',
  address: 'Tổ 3, Phường Mẫu',
  facility: '31006',
  validFrom: '2020-01-01',
  validUntil: '2027-12-31',
  issuedOn: '2019-12-15',
};

/** The hex of a card as Telex leaves it: what each pair of keys turns into. */
export const throughTelex = (text: string) =>
  text
    .replace(/dd/g, 'đ')
    .replace(/aa/g, 'â')
    .replace(/ee/g, 'ê')
    .replace(/([aâeê])f/g, (_, vowel: string) => `${vowel}\u0300`)
    .normalize('NFC');

/** The same by VNI: 1 to 5 are tones, 6 and 8 marks, 9 makes đ. */
export const throughVni = (text: string) =>
  text
    .replace(/d9/g, 'đ')
    .replace(/([ae])6/g, '$1\u0302')
    .replace(/a8/g, 'a\u0306')
    .replace(/([ae])1/g, '$1\u0301')
    .normalize('NFC');
