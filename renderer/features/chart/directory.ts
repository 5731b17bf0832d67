import type { AppDescription } from '../../../shared/bridge/contract.ts';
import { formatDate, formatTime } from '../../../shared/clinical/dates.ts';

/** A person as shown beside what they wrote; their key while the directory doesn't have them yet. */
export function personName(app: AppDescription, key: string): string {
  return app.facility.people.find((person) => person.key === key)?.displayName ?? key;
}

export function workstationName(app: AppDescription, key: string): string {
  return app.facility.workstations.find((workstation) => workstation.key === key)?.name ?? key;
}

export function wardName(app: AppDescription, code: string): string {
  return app.facility.wards.find((ward) => ward.code === code)?.name ?? code;
}

/** `23/11/2026 14:05` on the clock that stamped it. */
export function stamp(instant: string): string {
  return `${formatDate(instant)} ${formatTime(instant)}`;
}
