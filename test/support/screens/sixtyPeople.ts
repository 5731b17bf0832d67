import type { AppDescription, Person } from '../../../shared/bridge/contract.ts';
import type { Account } from '../../../shared/people/account.ts';
import type { Role } from '../../../shared/people/role.ts';
import { foldText } from '../../../shared/clinical/foldText.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';

const titles: readonly (readonly [string, Role])[] = [
  ['BS.', 'doctor'],
  ['ĐD.', 'nurse'],
  ['ĐD.', 'nurse'],
  ['ĐD.', 'nurse'],
  ['CN.', 'registrar'],
  ['DS.', 'pharmacist'],
  ['KTV.', 'laboratory'],
  ['BSCKI.', 'doctor'],
  ['CN.', 'recordsOfficer'],
];
const families = ['Nguyễn', 'Lò', 'Hoàng', 'Bàn', 'Vừ', 'Nông', 'Đặng', 'Trần', 'Quàng', 'Lương'];
const middles = ['Thị', 'Văn', 'Thị Thu', 'Minh', 'Đức', 'Thị Bích'];
const given = ['Hương', 'Hùng', 'Xuân', 'Páo', 'Đạt', 'Thuỷ', 'Ngọc', 'Quỳnh', 'Mẩy', 'Sơn', 'Ơn'];

/** A hospital with sixty people on its list, beside those of the demonstration: nobody is real. */
export function sixtyPeople(): Account[] {
  const now = Date.now();
  const daysFromNow = (days: number) => localInstant(new Date(now + days * 86_400_000));
  const wards = demonstrationFacility.wards.map(({ code }) => code);
  const accounts = Array.from({ length: 58 }, (_unused, index): Account => {
    const [title, role] = titles[index % titles.length]!;
    const name = [
      families[(index * 3) % families.length],
      middles[(index * 5) % middles.length],
      given[(index * 7) % given.length],
    ].join(' ');
    const isClinical = ['doctor', 'nurse', 'pharmacist', 'laboratory'].includes(role);
    const ended = index % 19 === 7;
    const left = index % 17 === 5;
    return {
      key: `${foldText(`${title} ${name}`).replaceAll(' ', '-')}-${String(index)}`,
      displayName: `${title} ${name}`,
      role,
      wards:
        index % 4 === 0
          ? []
          : [wards[index % wards.length]!, ...(index % 9 === 2 ? [wards[(index + 1) % 6]!] : [])],
      ...(isClinical
        ? { practiceNumber: `${String(4021 + index * 137).padStart(6, '0')}/PN-GPHN` }
        : {}),
      validFrom: daysFromNow(-900 + index),
      validUntil: daysFromNow(ended ? -12 : index % 11 === 3 ? 20 + index : 400 + index * 13),
      standing: left ? 'revoked' : ended ? 'ended' : 'inForce',
      ...(left ? { revoked: { at: daysFromNow(-40 - index), because: 'Chuyển công tác' } } : {}),
      ownPassword: index % 13 !== 4,
      certifiedBy: 'ks-trieu-van-bao',
      certificates: 1 + (index % 3),
    };
  });
  const root = { role: 'administrator', wards: [], standing: 'inForce', certificates: 1 } as const;
  const administrator: Account = {
    ...root,
    wards: [],
    key: 'ks-trieu-van-bao',
    displayName: 'KS. Triệu Văn Bảo',
    validFrom: daysFromNow(-900),
    validUntil: daysFromNow(700),
    ownPassword: true,
  };
  const code: Account = {
    ...root,
    key: 'ma-khan-cap-khoa-noi',
    displayName: 'Mã khẩn cấp Khoa Nội tổng hợp',
    role: 'emergency',
    wards: ['NOI'],
    validFrom: daysFromNow(-30),
    validUntil: daysFromNow(335),
  };
  return [...accounts, administrator, code];
}

/** The app as a workstation of that hospital has it, with everybody on its list. */
export function withSixtyPeople(app: AppDescription): AppDescription {
  const known = new Set(app.facility.people.map(({ key }) => key));
  const people = sixtyPeople().map(({ key, displayName, role, wards, standing }): Person => ({
    key,
    displayName,
    role,
    ...(wards.length > 0 ? { wards } : {}),
    ...(standing === 'inForce' ? {} : { left: true as const }),
    ...(role === 'emergency' ? { emergency: true as const } : {}),
  }));
  const all = [...app.facility.people, ...people.filter(({ key }) => !known.has(key))];
  return { ...app, facility: { ...app.facility, people: all } };
}
