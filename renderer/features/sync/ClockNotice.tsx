import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/useNow.ts';
import { clockState } from './clockState.ts';
import { clockWords } from './clockWords.ts';

/** A wrong clock: by how much, what is safe, what to do. Nothing while it is right. */
export function ClockNotice() {
  const { t } = useTranslation('sync');
  const now = useNow();
  const words = clockWords(t, clockState(useSyncStatus(), now), now);
  if (words === undefined) return null;
  return (
    <Notice tone="warn" title={words} strip>
      {t('clock.do')}
    </Notice>
  );
}
