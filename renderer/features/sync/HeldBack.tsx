import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../shared/people/rights.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './sync.module.css';

/** What stays here since somebody began anew from another server, and how it is sent after all. */
export function HeldBack() {
  const { t } = useTranslation('rescue');
  const { heldBack } = useSyncStatus();
  const { person, replica, auditFirst } = useSession();
  const [asked, setAsked] = useState(false);
  const act = useAct();
  if (heldBack === 0) return null;
  return (
    <Notice tone="warn" title={t('held', { count: heldBack })} strip>
      <p>{t('heldWhat')}</p>
      {mayDo(person.role, 'chooseServer') ? null : <p>{t('choice.whose')}</p>}
      <div className={css['acts']}>
        {!mayDo(person.role, 'chooseServer') ? null : asked ? (
          <>
            <Button onPress={() => setAsked(false)}>{t('back')}</Button>
            <Button
              kind="primary"
              busy={act.busy}
              onPress={() =>
                void act.run(async () => {
                  await auditFirst({ action: 'chooseServer', about: { what: 'sendHeldBack' } });
                  await replica.sendHeldBack();
                })
              }
            >
              {t('heldSendSure')}
            </Button>
          </>
        ) : (
          <Button onPress={() => setAsked(true)}>{t('heldSend')}</Button>
        )}
      </div>
      <SaveFailure error={act.error} />
    </Notice>
  );
}
