import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useNow } from '../../ui/useNow.ts';
import { clockTime } from './syncWords.ts';

/** The server isn't the one that it was: what that means, what is safe, and who may choose what. */
export function ServerChanged() {
  const { t } = useTranslation('sync');
  const { server } = useSyncStatus();
  const language = useLanguage();
  const now = useNow();
  if (server.kind === 'comparing' && server.why === 'restored') {
    const number = (count: number) => formatCount(count, language);
    return (
      <Notice tone="wait" title={t('serverRestored')} strip>
        {t('serverRestoredWhat', { done: number(server.done), total: number(server.total) })}
      </Notice>
    );
  }
  if (server.kind !== 'other') return null;
  const time = clockTime(server.since, now);
  return server.empty ? (
    <Notice tone="warn" title={t('serverEmptied')} urgent strip>
      <p>{t('serverEmptiedWhat', { time })}</p>
      <Refill words="refill" />
    </Notice>
  ) : (
    <Notice tone="warn" title={t('serverForeign')} urgent strip>
      <p>{t('serverForeignWhat', { time })}</p>
      <Refill words="join" />
    </Notice>
  );
}

/** Two presses: the second one says that IT was asked. */
function Refill({ words }: { readonly words: 'refill' | 'join' }) {
  const { t } = useTranslation('sync');
  const { replica } = useSession();
  const [asked, setAsked] = useState(false);
  const act = useAct();
  if (!asked) return <Button onPress={() => setAsked(true)}>{t(words)}</Button>;
  return (
    <>
      <Button onPress={() => setAsked(false)}>{t('refillBack')}</Button>
      <Button
        kind="primary"
        busy={act.busy}
        onPress={() => void act.run(() => replica.refillServer())}
      >
        {t(`${words}Sure`)}
      </Button>
      <SaveFailure error={act.error} />
    </>
  );
}
