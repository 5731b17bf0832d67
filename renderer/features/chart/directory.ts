import type { AppDescription } from '../../../shared/bridge/contract.ts';
import { formatDate, formatTime } from '../../../shared/clinical/dates.ts';
import type { Credential } from '../../../shared/records/credential.ts';
import { i18n } from '../../app/messages/i18n.ts';

/**
 * A person as shown beside what they wrote; their key while the directory doesn't have them yet.
 * With what was wanting in them when they wrote it, in words: a sentence has no room for a mark.
 */
export function personName(app: AppDescription, key: string, credential?: Credential): string {
  const name = app.facility.people.find((person) => person.key === key)?.displayName ?? key;
  if (!credential) return name;
  const { emergency, unverified } = credential;
  const wanting = [
    ...(emergency ? [i18n.t('chart:credential.emergency', { name: emergency.name })] : []),
    ...(unverified ? [i18n.t('chart:credential.inSentence')] : []),
  ];
  return `${name} (${wanting.join('; ')})`;
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
