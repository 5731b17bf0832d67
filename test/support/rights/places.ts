import { maySettle } from '../../../shared/clinical/settlers.ts';
import { policies } from '../../../shared/clinical/policies.ts';
import { rules } from '../../../shared/clinical/findings/rules.ts';
import { setAsideAnsweredBy } from '../../../renderer/features/setAside/setAside.ts';
import { may, mayDo, mayHaveMade, mayLink } from '../../../shared/people/rights.ts';
import type { Act } from '../../../shared/people/rights.ts';
import type { Role } from '../../../shared/people/role.ts';

/** An act that a screen may offer, and to whom the table of rights gives it. */
export interface OfferedAct {
  /** Its button: as it is called, and as it is called while something is still missing. */
  readonly name: RegExp;
  readonly granted: (role: Role) => boolean;
}

/** A place of the application that somebody can stand at. */
export interface Place {
  readonly name: string;
  readonly path: string;
  /** A part of the chart. */
  readonly tab?: 'overview' | 'notes' | 'orders' | 'allergies';
  /** The panel of sync, over whatever page. */
  readonly syncPanel?: true;
  /** Who reads the place at all; whoever doesn't is shown none of its acts. */
  readonly readBy: (role: Role) => boolean;
  /** Words that stand there once it has been read. */
  readonly ready: RegExp;
  readonly acts: readonly OfferedAct[];
  /** Controls of this place that change no record. */
  readonly free?: readonly RegExp[];
}

const patients = (role: Role) => may(role, 'read', 'patient');
const chart = (role: Role) => may(role, 'read', 'note');
const everybody = () => true;
const made =
  (kind: 'orderEvent' | 'patientLink' | 'patientPhoto', event: unknown) =>
  (role: Role): boolean =>
    mayHaveMade(role, { kind, event });
const creates = (kind: Parameters<typeof may>[2]) => (role: Role) => may(role, 'create', kind);
const does = (act: Act) => (role: Role) => mayDo(role, act);
const edits = (kind: Parameters<typeof may>[2]) => (role: Role) => may(role, 'edit', kind);
const settles = (settledBy: Parameters<typeof maySettle>[0]) => (role: Role) =>
  maySettle(settledBy, { role, isAuthor: false });

/** The charts that are looked at, by what they hold. */
export interface Charts {
  /** Notes by whoever is signed in and by others, orders of each state, an allergy, set-aside acts. */
  readonly full: string;
  /** One drug ordered twice. */
  readonly finding: string;
  /** A birth date of which two people said otherwise. */
  readonly disputed: string;
  /** The visit was closed. */
  readonly closed: string;
  /** Nobody asked about allergies. */
  readonly notAsked: string;
}

export function placesOf(charts: Charts): readonly Place[] {
  const at = (id: string) => `/patients/${id}`;
  const photo: OfferedAct = {
    name: /^(Chụp ảnh|Ảnh)/,
    granted: made('patientPhoto', { kind: 'taken' }),
  };
  const banner: readonly OfferedAct[] = [
    photo,
    { name: /^Sửa thông tin người bệnh$/, granted: edits('patient') },
    { name: /^Chuyển khoa, phòng, giường$/, granted: edits('encounter') },
  ];
  const missing: OfferedAct = { name: /^Bổ sung$/, granted: edits('patient') };
  const open: readonly OfferedAct[] = [
    ...banner,
    { name: /^Đóng lượt$/, granted: (role) => chart(role) && creates('encounterEvent')(role) },
  ];
  return [
    {
      name: 'board',
      path: '/',
      readBy: patients,
      ready: /Nguyễn Thị Hoà/,
      acts: [],
      free: [/^(Tất cả|Mục để riêng|Ghi khác nhau|Chưa hỏi|Chưa gửi hết|Chưa ký|Cảnh báo).* \d+$/],
    },
    {
      name: 'people',
      path: '/',
      readBy: does('managePeople'),
      ready: /Thêm người/,
      // All of it is the administrator's.
      free: [/./],
      acts: [{ name: /^Thêm người/, granted: does('managePeople') }],
    },
    {
      name: 'trail',
      path: '/',
      readBy: does('readTrail'),
      ready: /Mọi việc/,
      free: [/^Mọi (người|việc|máy)$/],
      acts: [{ name: /^Xuất tệp$/, granted: does('exportTrail') }],
    },
    {
      name: 'registration',
      path: '/register',
      readBy: patients,
      ready: /Ngày sinh/,
      free: [/^Quét bằng camera/, /^Khoa /, /^Chưa có giường$/],
      acts: [photo, { name: /^Còn thiếu: họ tên/, granted: creates('patient') }],
    },
    { name: 'inbox', path: '/inbox', readBy: patients, ready: /Đã soát mọi hồ sơ/, acts: [] },
    {
      name: 'pairs',
      path: '/duplicates',
      readBy: patients,
      ready: /Vì sao nghi là một người/,
      free: [/nghi trùng, chưa ai trả lời/, /^Mọi (khoa|cặp)/],
      acts: [
        { name: /^Cùng một người: gộp$/, granted: mayLink },
        { name: /^Hai người khác nhau$/, granted: made('patientLink', { kind: 'different' }) },
        { name: /^Để sau$/, granted: made('patientLink', { kind: 'later' }) },
      ],
    },
    { name: 'settings', path: '/settings', readBy: everybody, ready: /Ngôn ngữ/, acts: [] },
    {
      name: 'sync centre',
      path: '/settings',
      syncPanel: true,
      readBy: everybody,
      ready: /Giao cho kỹ thuật/,
      // Whoever stands there sends again, reads what they may, asks for help.
      free: [/^(Đóng|Gửi lại|Gửi lại tất cả|Xem nội dung)$/, /^Xem thêm \d+ mục$/],
      acts: [
        { name: /^Sửa rồi gửi$/, granted: edits('allergy') },
        { name: /^(Giao cho kỹ thuật|Xuất nhật ký cho kỹ thuật)$/, granted: does('handOver') },
        { name: /^(Cất vào tệp cứu hộ|Cất riêng mục này)…$/, granted: does('makeRescueFile') },
        { name: /^Nhận một tệp cứu hộ…$/, granted: does('takeRescueFile') },
      ],
    },
    {
      name: 'print',
      path: `${at(charts.full)}/print`,
      readBy: patients,
      ready: /Xem trước|In gì|không in/,
      acts: [{ name: /^(In|Lưu PDF)$/, granted: does('print') }],
    },
    {
      name: 'chart',
      path: at(charts.full),
      tab: 'overview',
      readBy: chart,
      ready: /Để riêng: Tờ điều trị/,
      acts: [
        ...open,
        missing,
        {
          name: /^Ghi đã xem$/,
          granted: (role) =>
            settles(setAsideAnsweredBy)(role) && creates('findingAcknowledgement')(role),
        },
      ],
    },
    {
      name: 'notes',
      path: at(charts.full),
      tab: 'notes',
      readBy: chart,
      ready: /đã rút lại lúc/,
      acts: [
        ...open,
        { name: /^Viết tờ điều trị$/, granted: creates('noteDraft') },
        { name: /^Viết tiếp$/, granted: edits('noteDraft') },
        { name: /^Để riêng$/, granted: edits('noteDraft') },
        { name: /^Ghi bổ sung$/, granted: creates('addendum') },
        { name: /^Rút lại tờ này$/, granted: creates('retraction') },
      ],
    },
    {
      name: 'orders',
      path: at(charts.full),
      tab: 'orders',
      readBy: chart,
      ready: /đang tạm giữ/,
      acts: [
        ...open,
        { name: /^Ký y lệnh: chọn thuốc/, granted: creates('order') },
        { name: /^Đổi /, granted: creates('order') },
        { name: /^Tạm giữ /, granted: made('orderEvent', 'hold') },
        { name: /^Dùng lại /, granted: made('orderEvent', 'resume') },
        { name: /^Ngừng /, granted: made('orderEvent', 'stop') },
        { name: /^Đánh dấu ghi nhầm /, granted: made('orderEvent', 'enteredInError') },
      ],
    },
    {
      name: 'allergies',
      path: at(charts.full),
      tab: 'allergies',
      readBy: chart,
      ready: /Ghi dị ứng/,
      acts: [
        ...open,
        { name: /^Bác bỏ dị ứng /, granted: edits('allergy') },
        { name: /^Lưu: chưa ghi dị ứng/, granted: creates('allergy') },
      ],
    },
    {
      name: 'allergies that nobody asked for',
      path: at(charts.notAsked),
      tab: 'allergies',
      readBy: chart,
      ready: /Chưa hỏi dị ứng/,
      acts: [
        ...open,
        { name: /^Đã hỏi: không dị ứng/, granted: edits('patient') },
        { name: /^Lưu: chưa ghi dị ứng/, granted: creates('allergy') },
      ],
    },
    {
      name: 'a finding',
      path: at(charts.finding),
      tab: 'overview',
      readBy: chart,
      ready: /y lệnh cùng hoạt chất/,
      acts: [
        ...open,
        missing,
        {
          name: /^Ghi đã xem: /,
          granted: settles(rules.find(({ code }) => code === 'sameDrugTwice')!.settledBy),
        },
      ],
    },
    {
      name: 'a disagreement',
      path: at(charts.disputed),
      tab: 'overview',
      readBy: chart,
      ready: /Ngày sinh: hai người ghi khác nhau/,
      acts: [
        ...open,
        missing,
        {
          name: /^Dùng /,
          granted: settles(
            policies.find(({ kind, unit }) => kind === 'patient' && unit === 'birthDate')!
              .settledBy,
          ),
        },
        {
          name: /^Ghi giá trị khác…$/,
          granted: settles(
            policies.find(({ kind, unit }) => kind === 'patient' && unit === 'birthDate')!
              .settledBy,
          ),
        },
      ],
    },
    {
      name: 'a closed visit',
      path: at(charts.closed),
      tab: 'overview',
      readBy: chart,
      ready: /Lượt điều trị đã đóng lúc/,
      free: [/^Khoa /, /^Chưa xếp (phòng|giường)$/],
      acts: [
        ...banner,
        { name: /^Mở lại lượt$/, granted: creates('encounterEvent') },
        { name: /^Mở lượt: chọn loại/, granted: creates('encounter') },
      ],
    },
    {
      name: 'a chart that is closed to the role',
      path: at(charts.full),
      readBy: (role) => patients(role) && !chart(role),
      ready: /Vì sao cần mở/,
      acts: banner,
    },
  ];
}

/**
 * What is there for somebody whose certificate names other wards than the patient's: who the patient
 * is, and nothing beyond it until they open it themselves.
 */
export function closedPlacesOf(charts: Charts): readonly Place[] {
  const places = placesOf(charts);
  const closed = places.find(({ name }) => name === 'a chart that is closed to the role')!;
  const everybodys = ['registration', 'pairs', 'settings', 'sync centre', 'print'];
  return [
    ...places.filter(({ name }) => everybodys.includes(name)),
    { ...closed, name: 'a chart that is closed by ward', readBy: chart },
  ];
}

/** Controls that change no record: ways about, reading, what is one's own. Anything else is an act. */
export const freeControls: readonly RegExp[] = [
  /^(Đang xem |Trung tâm đồng bộ|Ngắt mạng|Tìm người bệnh|Khoá máy|Đồng bộ)/,
  /^\d+ (chỗ ghi khác nhau|bị từ chối|máy trong khoa)/,
  /^(Lịch sử|Show suggestions|Xem thông tin người bệnh|Xem mục để riêng|Đọc như bằng chứng)/,
];
