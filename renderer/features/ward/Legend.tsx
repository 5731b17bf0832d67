import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/Kbd.tsx';
import { AllergyMark, DeliveryMark, DisputedMark, SetAsideMark } from '../../ui/marks.tsx';
import css from './ward.module.css';

/** What each mark means, and the keys; no mark stands without its word. */
export function Legend() {
  const { t } = useTranslation(['ward', 'frame']);
  return (
    <footer className={css['legend']} aria-label={t('ward:legend')}>
      <ul>
        <li>
          <AllergyMark state="known" /> {t('ward:legendWord.allergy')}
        </li>
        <li>
          <AllergyMark state="notAsked" /> {t('ward:legendWord.notAsked')}
        </li>
        <li>
          <AllergyMark state="noneKnown" /> {t('ward:legendWord.noneKnown')}
        </li>
        <li>
          <span className={css['likeSample']} aria-hidden>
            ≈ 27
          </span>{' '}
          {t('ward:legendWord.like')}
        </li>
        <li>
          <DisputedMark /> {t('ward:legendWord.disputed')}
        </li>
        <li>
          <SetAsideMark /> {t('ward:legendWord.setAside')}
        </li>
        <li>
          <DeliveryMark delivery="hereOnly" /> {t('ward:legendWord.hereOnly')}
        </li>
        <li>
          <DeliveryMark delivery="refused" /> {t('ward:legendWord.refused')}
        </li>
        <li>
          <DeliveryMark delivery="onServer" /> {t('ward:legendWord.onServer')}
        </li>
      </ul>
      <ul className={css['keys']}>
        <li>
          <Kbd>Enter</Kbd> {t('ward:legendKey.open')}
        </li>
        <li>
          <Kbd>F7</Kbd> {t('frame:place.register')}
        </li>
        <li>
          <Kbd>?</Kbd> {t('ward:legendKey.keys')}
        </li>
      </ul>
    </footer>
  );
}
