import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createProfile } from '../../main/profile/createProfile.ts';
import type { NewProfile } from '../../main/profile/createProfile.ts';
import type { Profile } from '../../main/profile/profileFile.ts';
import type { Facility } from '../../shared/bridge/contract.ts';
import { inventedPeople } from '../../shared/synthetic/people.ts';

/** An invented facility with one ward, two people and two workstations. */
export const smallFacility: Facility = {
  code: '99001',
  name: 'Trung tâm y tế Mẫu',
  wards: [
    { code: 'NOI', name: 'Khoa Nội', rooms: [{ name: '1' }], beds: [{ room: '1', name: '1' }] },
  ],
  people: [
    { key: 'bs-mau', displayName: 'BS. Trần Thị Mẫu', role: 'doctor' },
    { key: 'dd-mau', displayName: 'ĐD. Lê Văn Mẫu', role: 'nurse' },
  ],
  workstations: [
    { key: 'may-1', name: 'Máy 1', ward: 'NOI', recordNumberBlock: '01' },
    { key: 'may-2', name: 'Máy 2', ward: 'NOI', recordNumberBlock: '02' },
  ],
};

export const smallPassphrase = 'mau-2026';

/** A profile in a folder of its own under the system's temporary one. */
export async function temporaryProfile(
  overrides: Partial<NewProfile> = {},
): Promise<{ folder: string; profile: Profile; remove(): Promise<void> }> {
  const parent = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-profile-'));
  const folder = path.join(parent, 'may-1');
  const profile = await createProfile(folder, {
    workstation: 'may-1',
    facility: smallFacility,
    central: { url: 'http://127.0.0.1:5984', database: 'bedside_99001' },
    demonstration: false,
    account: { username: 'may-1', password: 'invented' },
    ...(await inventedPeople(smallFacility)),
    passphrase: smallPassphrase,
    oneTime: false,
    ...overrides,
  });
  return { folder, profile, remove: () => fs.rm(parent, { recursive: true, force: true }) };
}
