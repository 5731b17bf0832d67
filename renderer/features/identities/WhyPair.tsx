import { useTranslation } from 'react-i18next';
import type { SuspectedPair } from '../../../shared/identity/matching/keepMatches.ts';
import css from './identities.module.css';

/** What speaks for and against, the heaviest first, in words. */
export function WhyPair({ pair }: { readonly pair: SuspectedPair }) {
  const { t } = useTranslation('identities');
  const heaviest = [...pair.evidence].sort((x, y) => Math.abs(y.bits) - Math.abs(x.bits));
  const weight = (bits: number) =>
    Math.abs(bits) >= 8 ? 'much' : Math.abs(bits) >= 3 ? 'some' : 'little';
  return (
    <div className={css['why']}>
      <h2>{t('why')}</h2>
      <ul>
        {heaviest.map(({ field, level, bits }) => (
          <li key={field} className={bits >= 0 ? css['for']! : css['against']!}>
            <b>{t(`field.${field}`)}</b> {t(`level.${level}` as 'level.same')}{' '}
            <small>{t(`${bits >= 0 ? 'for' : 'against'}.${weight(bits)}`)}</small>
          </li>
        ))}
      </ul>
      {pair.rival === 'stranger' ? null : <p>{t(`rival.${pair.rival}`)}</p>}
    </div>
  );
}
