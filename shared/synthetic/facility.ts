import { facilitySchema } from '../bridge/contract.ts';
import type { Facility, Person, Ward } from '../bridge/contract.ts';
import type { Role } from '../people/role.ts';

/** First part of the record numbers of patients who were there before; no workstation gives it. */
export const inheritedRecordNumberBlock = 'HS';

function ward(
  code: string,
  name: string,
  rooms: readonly { name: string; beds: number; note?: string }[],
): Ward {
  let bed = 0;
  return {
    code,
    name,
    rooms: rooms.map(({ name: room, note }) => ({
      name: room,
      ...(note === undefined ? {} : { note }),
    })),
    beds: rooms.flatMap(({ name: room, beds }) =>
      Array.from({ length: beds }, () => {
        bed += 1;
        return { room, name: String(bed).padStart(2, '0') };
      }),
    ),
  };
}

function person(key: string, displayName: string, role: Role): Person {
  return { key, displayName, role };
}

/**
 * The hospital of demonstrations and tests: a regional general hospital with its wards, people and
 * workstations. Names, code and people are invented.
 */
export const demonstrationFacility: Facility = facilitySchema.parse({
  code: '99017',
  name: 'Trung tâm Y tế khu vực Phiêng Ngàn',
  wards: [
    ward('NOI', 'Khoa Nội tổng hợp', [
      { name: '201', beds: 5, note: 'theo dõi sát' },
      { name: '202', beds: 6, note: 'nữ' },
      { name: '203', beds: 6, note: 'nam' },
      { name: '204', beds: 6, note: 'nữ' },
      { name: '205', beds: 6, note: 'nữ' },
      { name: '206', beds: 6, note: 'cách ly' },
    ]),
    ward('NGOAI', 'Khoa Ngoại tổng hợp', [
      { name: '301', beds: 4, note: 'hậu phẫu' },
      { name: '302', beds: 8, note: 'nam' },
      { name: '303', beds: 8, note: 'nữ' },
    ]),
    ward('NHI', 'Khoa Nhi', [
      { name: '101', beds: 4, note: 'sơ sinh' },
      { name: '102', beds: 8 },
      { name: '103', beds: 8 },
    ]),
    ward('SAN', 'Khoa Phụ sản', [
      { name: '401', beds: 4, note: 'chờ sinh' },
      { name: '402', beds: 8, note: 'hậu sản' },
    ]),
    ward('CC', 'Khoa Cấp cứu', [{ name: 'CC', beds: 8 }]),
    ward('KKB', 'Khoa Khám bệnh', []),
  ],
  people: [
    person('bs-le-minh-khoi', 'BS. Lê Minh Khôi', 'doctor'),
    person('bs-nong-thi-hang', 'BS. Nông Thị Hằng', 'doctor'),
    person('bs-tran-quoc-dat', 'BS. Trần Quốc Đạt', 'doctor'),
    person('bs-vu-thi-thanh-tam', 'BS. Vũ Thị Thanh Tâm', 'doctor'),
    person('dd-hoang-thi-lien', 'ĐD. Hoàng Thị Liên', 'nurse'),
    person('dd-nguyen-van-hung', 'ĐD. Nguyễn Văn Hùng', 'nurse'),
    person('dd-lo-thi-xuan', 'ĐD. Lò Thị Xuân', 'nurse'),
    person('dd-pham-thi-nga', 'ĐD. Phạm Thị Nga', 'nurse'),
    person('cn-do-thi-mai', 'CN. Đỗ Thị Mai', 'registrar'),
    person('cn-ban-van-toan', 'CN. Bàn Văn Toàn', 'registrar'),
    person('cn-cao-thi-van', 'CN. Cao Thị Vân', 'auditor'),
    { ...person('dd-quang-thi-dieu', 'ĐD. Quàng Thị Diệu', 'nurse'), wards: ['SAN'] },
  ],
  workstations: [
    { key: 'noi-1', name: 'Khoa Nội, bàn điều dưỡng', ward: 'NOI', recordNumberBlock: 'N1' },
    { key: 'noi-2', name: 'Khoa Nội, máy đi buồng', ward: 'NOI', recordNumberBlock: 'N2' },
    { key: 'tiep-don-1', name: 'Tiếp đón, quầy 1', ward: 'KKB', recordNumberBlock: 'T1' },
    { key: 'cap-cuu-1', name: 'Cấp cứu, bàn trực', ward: 'CC', recordNumberBlock: 'C1' },
    { key: 'ngoai-1', name: 'Khoa Ngoại, bàn điều dưỡng', ward: 'NGOAI', recordNumberBlock: 'G1' },
    { key: 'nhi-1', name: 'Khoa Nhi, bàn điều dưỡng', ward: 'NHI', recordNumberBlock: 'H1' },
    { key: 'san-1', name: 'Khoa Phụ sản, bàn điều dưỡng', ward: 'SAN', recordNumberBlock: 'S1' },
  ],
});
