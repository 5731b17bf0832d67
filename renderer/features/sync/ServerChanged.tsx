import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useNow } from '../../ui/useNow.ts';
import { ServerChoice } from './ServerChoice.tsx';
import { clockTime } from './syncWords.ts';

/** The server isn't the one that it was: what that means, what is safe, and who may choose what. */
export function ServerChanged() {
  const { t } = useTranslation('sync');
  const { server } = useSyncStatus();
  const language = useLanguage();
  const now = useNow();
  if (server.kind === 'comparing' && server.why !== 'unproved') {
    const number = (count: number) => formatCount(count, language);
    return (
      <Notice
        tone="wait"
        title={t(server.why === 'restored' ? 'serverRestored' : 'serverContinued')}
        strip
      >
        {t('serverRestoredWhat', { done: number(server.done), total: number(server.total) })}
      </Notice>
    );
  }
  if (server.kind !== 'other') return null;
  const time = clockTime(server.since, now);
  return server.empty ? (
    <Notice tone="warn" title={t('serverEmptied')} urgent strip>
      <p>{t('serverEmptiedWhat', { time })}</p>
      <ServerChoice empty />
    </Notice>
  ) : (
    <Notice tone="warn" title={t('serverForeign')} urgent strip>
      <p>{t('serverForeignWhat', { time })}</p>
      <ServerChoice empty={false} />
    </Notice>
  );
}
