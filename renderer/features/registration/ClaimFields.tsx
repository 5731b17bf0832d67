import { useTranslation } from 'react-i18next';
import { ethnicGroups } from '../../../shared/identity/ethnicGroups.ts';
import { placeAddress, provinces } from '../../../shared/identity/provinces.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { needsGuardian, vietnam } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';
import css from './registration.module.css';

/** What the insurance tables want of a person; all of it may wait until discharge. */
export function ClaimFields(props: {
  form: RegistrationForm;
  set: (part: Partial<RegistrationForm>) => void;
  now: string;
  disabled: boolean;
}) {
  const { form, set, now, disabled } = props;
  const { t } = useTranslation('registration');
  const former = placeAddress(form.address)?.former === true;
  const asked = (empty: boolean) => (empty ? t('beforeDischarge') : undefined);
  return (
    <fieldset className={css['section']} disabled={disabled}>
      <legend>{t('claim')}</legend>
      <div className={css['grid']}>
        <ComboBox
          label={t('province')}
          options={provinces.map(({ code, name, formerNames }) => ({
            id: code,
            label: name,
            ...(formerNames.length > 0 ? { detail: formerNames.join(', ') } : {}),
          }))}
          value={form.provinceCode}
          onChange={(provinceCode) => set({ provinceCode })}
          disabled={disabled}
          aside={asked(form.provinceCode === null)}
        />
        <TextField
          label={t('commune')}
          value={form.commune}
          onChange={(commune) => set({ commune })}
          maxLength={120}
          disabled={disabled}
          aside={asked(form.commune === '')}
          warning={former && form.commune === '' ? t('communeJoined') : undefined}
        />
        <TextField
          label={t('occupation')}
          value={form.occupation}
          onChange={(occupation) => set({ occupation })}
          maxLength={100}
          disabled={disabled}
          aside={asked(form.occupation === '')}
        />
        <ComboBox
          label={t('ethnicity')}
          options={ethnicGroups.map(({ code, name }) => ({ id: code, label: name }))}
          value={form.ethnicity}
          onChange={(ethnicity) => set({ ethnicity })}
          disabled={disabled}
          aside={asked(form.ethnicity === null)}
        />
        <TextField
          label={t('nationality')}
          value={form.nationality ?? ''}
          onChange={(text) => set({ nationality: text.trim() === '' ? null : text.trim() })}
          inputMode="numeric"
          maxLength={3}
          disabled={disabled}
          aside={
            form.nationality === null
              ? t('beforeDischarge')
              : form.nationality === vietnam
                ? t('nationalityVietnam')
                : undefined
          }
          error={
            form.nationality === null || /^\d{3}$/.test(form.nationality)
              ? undefined
              : t('nationalityUnreadable')
          }
        />
        {needsGuardian(form, now) ? (
          <>
            <TextField
              label={t('guardian')}
              value={form.guardian}
              onChange={(guardian) => set({ guardian })}
              maxLength={120}
              disabled={disabled}
              aside={asked(form.guardian === '')}
            />
            <TextField
              label={t('guardianRelationship')}
              value={form.guardianRelationship}
              onChange={(guardianRelationship) => set({ guardianRelationship })}
              maxLength={60}
              disabled={disabled}
            />
          </>
        ) : null}
      </div>
    </fieldset>
  );
}
