import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { useNow } from '../../ui/useNow.ts';
import { receivingWords, sendingWords } from './directions.ts';
import css from './sync.module.css';

/** Each direction's state and its last success. */
export function Directions() {
  const { t } = useTranslation('sync');
  const status = useSyncStatus();
  const now = useNow();
  return (
    <dl className={css['directions']}>
      {(
        [
          ['sendingHead', sendingWords(t, status, now)],
          ['receivingHead', receivingWords(t, status, now)],
        ] as const
      ).map(([head, { state, last, calm }]) => (
        <div key={head}>
          <dt>{t(head)}</dt>
          <dd className={calm ? undefined : css['uneasy']}>{state}</dd>
          <dd className={css['quiet']}>{last}</dd>
        </div>
      ))}
    </dl>
  );
}
