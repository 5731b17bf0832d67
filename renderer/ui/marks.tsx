import { useTranslation } from 'react-i18next';
import type { Delivery } from '../../shared/sync/status.ts';
import { classNames } from './classNames.ts';
import {
  LockIcon,
  RefusedIcon,
  SetAsideIcon,
  SplitDiscIcon,
  TickIcon,
  WaitingIcon,
} from './icons.tsx';
import css from './mark.module.css';

/** Marks of states as the legend explains them: each has a shape of its own, a hue and a word. */

/** Where a record, or all of a patient's, is: here only, on the server, refused. */
export function DeliveryMark({ delivery, size = 17 }: { delivery: Delivery; size?: number }) {
  const { t } = useTranslation('ui');
  const label = t(`delivery.${delivery}`);
  return (
    <span
      className={classNames(css['mark'], css[delivery === 'onServer' ? 'sent' : 'waiting'])}
      title={label}
    >
      {delivery === 'onServer' ? <TickIcon size={size} label={label} /> : null}
      {delivery === 'hereOnly' || delivery === 'toCompare' ? (
        <WaitingIcon size={size} label={label} />
      ) : null}
      {delivery === 'refused' ? <RefusedIcon size={size} label={label} /> : null}
    </span>
  );
}

/** Two people wrote different values. */
export function DisputedMark({ size = 15, label }: { size?: number; label?: string }) {
  const { t } = useTranslation('ui');
  const words = label ?? t('disputed');
  return (
    <span className={classNames(css['mark'], css['disputed'])} title={words}>
      <SplitDiscIcon size={size} label={words} />
    </span>
  );
}

/** Entries of the chart can't be trusted and were set aside; without a count as the legend shows it. */
export function SetAsideMark({ count = 1, size = 16 }: { count?: number; size?: number }) {
  const { t } = useTranslation('ui');
  const words = t('setAside', { count });
  return (
    <span className={classNames(css['mark'], css['setAside'])} title={words}>
      <SetAsideIcon size={size} label={words} />
    </span>
  );
}

/** Something is held back because of a disagreement. */
export function HeldMark({ size = 15 }: { size?: number }) {
  const { t } = useTranslation('ui');
  return (
    <span className={classNames(css['mark'], css['disputed'])} title={t('held')}>
      <LockIcon size={size} label={t('held')} />
    </span>
  );
}

export type AllergyState = 'known' | 'notAsked' | 'noneKnown';

/** Allergies in two letters, a question mark or a dash: three different things. */
export function AllergyMark({ state }: { state: AllergyState }) {
  const { t } = useTranslation('ui');
  const style = { known: 'allergic', notAsked: 'notAsked', noneKnown: 'noneKnown' }[state];
  return (
    <span
      className={classNames(css['mark'], css[style])}
      role="img"
      aria-label={t(`allergy.${state}`)}
      title={t(`allergy.${state}`)}
    >
      {t(`allergyMark.${state}`)}
    </span>
  );
}

/** Somebody in the ward has a like name: where they lie. */
export function LikeNameMark({ beds }: { beds: string }) {
  const { t } = useTranslation('ui');
  const label = t('likeName', { beds });
  return (
    <span className={css['like']} role="img" aria-label={label} title={label}>
      ≈ {beds}
    </span>
  );
}

/** The bed is shared. */
export function SharedBedMark() {
  const { t } = useTranslation('ui');
  return (
    <span className={css['shared']} title={t('sharedBedTitle')}>
      {t('sharedBed')}
    </span>
  );
}
