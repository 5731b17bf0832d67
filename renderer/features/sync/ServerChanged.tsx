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
  const name = server.copy ? 'serverCopy' : server.empty ? 'serverEmptied' : 'serverForeign';
  const fill = server.copy ? 'moved' : server.empty ? 'refill' : 'join';
  return (
    <Notice tone="warn" title={t(name)} urgent strip>
      <p>{t(`${name}What`, { time })}</p>
      <ServerChoice fill={fill} />
    </Notice>
  );
}
