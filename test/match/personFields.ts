import { columnHeadings } from '../../main/import/columns.ts';
import { foldText } from '../../shared/clinical/foldText.ts';

/** What a row can say of a person. Parts of a name and of an address are put together. */
const headings = {
  patientId: ['patientId'],
  id: [
    'id',
    '_id',
    'recordId',
    'rec_id',
    'uuid',
    'key',
    'patient_key',
    'ma',
    ...columnHeadings.recordNumber,
    'STT',
    'identifierOfRecord',
  ],
  name: [
    ...columnHeadings.name,
    'fullName',
    'patientName',
    'displayName',
    'Tên bệnh nhân',
    'Họ và tên bệnh nhân',
    'Họ tên bệnh nhân',
  ],
  family: ['family', 'familyName', 'surname', 'lastName', 'Họ'],
  middle: ['middle', 'middleName', 'Tên đệm', 'Tên lót', 'Đệm', 'Chữ đệm'],
  given: ['given', 'givenName', 'firstName', 'Tên'],
  birthDate: [
    ...columnHeadings.birthDate,
    'dob',
    'dateOfBirth',
    'birth',
    'birthday',
    'birthYear',
    'yearOfBirth',
    'yob',
    'Ngày tháng năm sinh',
    'NS',
    'NAM_SINH',
  ],
  birthDateEstimated: ['birthDateEstimated'],
  sex: [...columnHeadings.sex, 'gender', 'Phái', 'GT'],
  phone: [
    ...columnHeadings.phone,
    'phones',
    'phoneNumber',
    'tel',
    'telephone',
    'mobile',
    'SĐT',
    'SDT',
    'Di động',
    'telecom',
    'contacts',
  ],
  address: [
    ...columnHeadings.address,
    'addressText',
    'Nơi ở',
    'Nơi cư trú',
    'Thường trú',
    'Địa chỉ thường trú',
  ],
  street: [
    'street',
    'addressLine',
    'line1',
    'Số nhà',
    'Thôn',
    'Ấp',
    'Thôn xóm',
    'hamlet',
    'village',
  ],
  commune: [...columnHeadings.commune, 'ward', 'communeName'],
  district: ['district', 'Huyện', 'Quận', 'Quận huyện', 'city'],
  province: [...columnHeadings.province, 'provinceName', 'state'],
  cccd: [
    ...columnHeadings.citizenNumber,
    'nationalId',
    'citizenId',
    'idNumber',
    'idCard',
    'Số giấy tờ',
    'GTTT',
    'SO_DINH_DANH',
    'personalNumber',
  ],
  cmnd: [...columnHeadings.oldNumber, 'oldId'],
  bhyt: [
    ...columnHeadings.insuranceNumber,
    'insurance',
    'insuranceId',
    'healthInsurance',
    'bhxh',
    'Mã số BHXH',
    'Số BHXH',
  ],
  passport: ['passport', 'passportNumber', 'Hộ chiếu', 'Số hộ chiếu'],
  identifiers: ['identifiers', 'identifier', 'ids', 'numbers'],
} as const;

export type PersonField = keyof typeof headings;

/** What a row says, by the matcher's fields; headings that nothing is taken of are named. */
export interface SaidByField {
  readonly fields: ReadonlyMap<PersonField, unknown>;
  readonly left: readonly string[];
}

const known = new Map<string, PersonField>();
for (const [field, names] of Object.entries(headings)) {
  for (const name of names) {
    const folded = foldHeading(name);
    if (!known.has(folded)) known.set(folded, field as PersonField);
  }
}

export const knownHeadings = Object.keys(headings);

export function fieldOf(heading: string): PersonField | undefined {
  return known.get(foldHeading(heading));
}

/** Sorts a row's values by what they say; empty ones, `null` and `N/A` say nothing. */
export function byField(values: Readonly<Record<string, unknown>>): SaidByField {
  const fields = new Map<PersonField, unknown>();
  const left: string[] = [];
  for (const [heading, value] of Object.entries(values)) {
    const field = fieldOf(heading);
    if (field === undefined) left.push(heading);
    else if (!saysNothing(value) && !fields.has(field)) fields.set(field, value);
  }
  return { fields, left };
}

function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'string' && /^(?:|null|none|nan|n\/a|na|-+)$/i.test(value.trim());
}

export function foldHeading(text: string): string {
  return foldText(text.replace(/[_/.-]/g, ' ')).replace(/\s/g, '');
}
