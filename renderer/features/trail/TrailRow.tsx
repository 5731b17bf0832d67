import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { auditActions } from '../../../shared/audit/entry.ts';
import type { AuditAction, AuditEntry } from '../../../shared/audit/entry.ts';
import { patientOf } from '../../../shared/audit/trailFilter.ts';
import { glassReasons } from '../../../shared/people/chartAccess.ts';
import type { GlassReason } from '../../../shared/people/chartAccess.ts';
import { emergencyReasons } from '../../../shared/records/credential.ts';
import { useSession } from '../../app/session.tsx';
import { whatWords } from './aboutWords.ts';
import { personName, stamp, workstationName } from '../chart/directory.ts';

/** What people do and are listed by; the trail's own entries are the chain's. */
export type PersonalAction = Exclude<AuditAction, 'trailBegun' | 'checkpoint'>;
export const personalActions = auditActions.options.filter(
  (action): action is PersonalAction => action !== 'trailBegun' && action !== 'checkpoint',
);

const codeReasonIn = (code: unknown) => emergencyReasons.find((reason) => reason === code);
const reasonIn = (code: unknown): GlassReason | undefined =>
  glassReasons.find((reason) => reason === code);
const managed = ['add', 'renew', 'end'] as const;
const managedIn = (code: unknown) => managed.find((one) => one === code);
const isPersonal = (action: string): action is PersonalAction =>
  (personalActions as readonly string[]).includes(action);

/** The cells of one entry: when, who, what, about what, where. */
export function useEntryWords(numbers: ReadonlyMap<string, string>) {
  const { t } = useTranslation(['trail', 'glass', 'unlock', 'print']);
  const { app } = useSession();
  return (entry: AuditEntry) => {
    const { at, person, action, workstation } = entry;
    const about = entry.about ?? {};
    const patient = patientOf(entry);
    const number = patient === undefined ? undefined : numbers.get(patient);
    const parts = [
      patient === undefined
        ? ''
        : number === undefined
          ? t('trail:unknownPatient')
          : t('trail:record', { number }),
      action === 'breakTheGlass' && reasonIn(about['reason'])
        ? t(`glass:reason.${reasonIn(about['reason'])!}`)
        : '',
      action === 'emergencyCode' && codeReasonIn(about['reason'])
        ? t(`unlock:emergencyReason.${codeReasonIn(about['reason'])!}`)
        : '',
      about['found'] === undefined ? '' : t('trail:found', { count: Number(about['found']) }),
      about['attemptedAt'] === undefined
        ? ''
        : t('trail:attemptedAt', { at: stamp(String(about['attemptedAt'])) }),
      action === 'managePeople' && managedIn(about['what'])
        ? t(`trail:managed.${managedIn(about['what'])!}`, {
            name: personName(app, String(about['whom'])),
          })
        : '',
      action === 'settingChanged' && about['minutes'] !== undefined
        ? t('trail:lockAfter', { count: Number(about['minutes']) })
        : '',
      whatWords(t as TFunction<['trail', 'print']>, app, entry),
      about['until'] === undefined ? '' : t('trail:until', { at: stamp(String(about['until'])) }),
    ];
    return {
      at: stamp(at),
      person: person === undefined ? t('trail:itself') : personName(app, person),
      action: t(isPersonal(action) ? `trail:action.${action}` : 'trail:action.other'),
      about: parts.filter((part) => part !== '').join(', '),
      machine: workstationName(app, workstation),
    };
  };
}
