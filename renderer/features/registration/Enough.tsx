import { useTranslation } from 'react-i18next';
import { wantedLater } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';
import css from './registration.module.css';

/** Whether it is enough to save, and what is wanted before discharge. */
export function Enough(props: { form: RegistrationForm; enough: boolean; now: string }) {
  const { t } = useTranslation('registration');
  const later = wantedLater(props.form, props.now);
  return (
    <div className={css['enough']}>
      <p>
        <strong>{props.enough ? t('enough') : t('notEnough')}</strong>{' '}
        {later.length > 0 ? t('later', { count: later.length }) : t('nothingLater')}
      </p>
      <ul>
        {later.map((item) => (
          <li key={item}>{t(`laterItem.${item}`)}</li>
        ))}
      </ul>
    </div>
  );
}
