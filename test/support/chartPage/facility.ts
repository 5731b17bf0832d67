import type { AppDescription, Person } from '../../../shared/bridge/contract.ts';

/** An invented district hospital for the chart's screens. */
export const people = [
  { key: 'bs-khoi', displayName: 'BS. Lê Minh Khôi', role: 'doctor' },
  { key: 'bs-ha', displayName: 'BS. Trần Thu Hà', role: 'doctor' },
  { key: 'dd-lien', displayName: 'ĐD. Nông Thị Liên', role: 'nurse' },
] as const satisfies readonly Person[];

const room = (name: string, beds: readonly string[]) =>
  beds.map((bed) => ({ room: name, name: bed }));

export const app: AppDescription = {
  version: '0.1.0',
  demonstration: true,
  replicaName: 'chart-screens',
  facility: {
    code: '99001',
    name: 'Trung tâm y tế Bình Mẫu',
    wards: [
      {
        code: 'NOI',
        name: 'Khoa Nội tổng hợp',
        rooms: [
          { name: '202', note: 'nữ' },
          { name: '203', note: 'nam' },
        ],
        beds: [...room('202', ['G08', 'G09']), ...room('203', ['G12', 'G13'])],
      },
      { code: 'CC', name: 'Khoa Cấp cứu', rooms: [{ name: '1' }], beds: room('1', ['C01']) },
    ],
    people: [...people],
    workstations: [
      { key: 'noi-2', name: 'Khoa Nội, máy 2', ward: 'NOI', recordNumberBlock: '26' },
      { key: 'cc-1', name: 'Cấp cứu, máy 1', ward: 'CC', recordNumberBlock: '27' },
    ],
  },
  workstation: { key: 'noi-2', name: 'Khoa Nội, máy 2', ward: 'NOI', recordNumberBlock: '26' },
  central: { url: 'http://127.0.0.1:5984', database: 'bedside_99001' },
};
