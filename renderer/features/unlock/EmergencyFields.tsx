import { useTranslation } from 'react-i18next';
import { emergencyReasons } from '../../../shared/records/credential.ts';
import type { EmergencyUser } from '../../../shared/records/credential.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './unlock.module.css';

/** Who comes with a ward's emergency code, as far as they have said it. */
export interface EmergencyEntry {
  readonly name: string;
  readonly reason: EmergencyUser['reason'] | null;
}

export const nobodyYet: EmergencyEntry = { name: '', reason: null };

/** What is said when all of it is: the name as it will stand beside everything that is written. */
export function emergencyUser({ name, reason }: EmergencyEntry): EmergencyUser | undefined {
  const whole = name.trim().replace(/\s+/g, ' ').normalize('NFC');
  // A single word is no name that anybody finds again.
  return reason === null || !whole.includes(' ') ? undefined : { name: whole, reason };
}

/** Name and reason of somebody without an account. Both are asked before the code is. */
export function EmergencyFields(props: {
  readonly value: EmergencyEntry;
  readonly onChange: (value: EmergencyEntry) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation('unlock');
  return (
    <>
      <p className={css['quiet']}>{t('emergencyWhat')}</p>
      <TextField
        label={t('emergencyName')}
        hint={t('emergencyNameHint')}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        maxLength={80}
        autoFocus
        required
      />
      <Select
        label={t('emergencyReason')}
        value={value.reason}
        onChange={(id) =>
          onChange({ ...value, reason: emergencyReasons.find((reason) => reason === id) ?? null })
        }
        options={emergencyReasons.map((reason) => ({
          id: reason,
          label: t(`emergencyReason.${reason}`),
        }))}
        required
      />
    </>
  );
}
