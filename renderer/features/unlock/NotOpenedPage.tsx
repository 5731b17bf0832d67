import { useTranslation } from 'react-i18next';
import type { KeystoreFault } from '../../../shared/bridge/contract.ts';
import type { OpenFailure } from '../../replica/replicaClient.ts';
import { Button } from '../../ui/Button.tsx';
import { LockIcon } from '../../ui/icons.tsx';
import css from './unlock.module.css';

export type NotOpenedReason =
  OpenFailure | `keystore${Capitalize<KeystoreFault>}` | 'noShell' | 'unknown';

/** The reason of a fault of the keystore. */
export function keystoreReason(fault: KeystoreFault): NotOpenedReason {
  const capital = `${fault[0]!.toUpperCase()}${fault.slice(1)}` as Capitalize<KeystoreFault>;
  return `keystore${capital}`;
}

/** Why the workstation isn't open: what happened, what is safe, what to do. */
export function NotOpenedPage(props: { reason: NotOpenedReason; onTryAgain: () => void }) {
  const { t } = useTranslation('unlock');
  const { reason } = props;
  return (
    <main className={css['page']}>
      <section className={css['card']} role="alert" aria-labelledby="not-opened">
        <h1 id="not-opened" className={css['failedTitle']}>
          <LockIcon size={22} />
          {t(`failed.${reason}.title`)}
        </h1>
        <dl className={css['facts']}>
          <dt>{t('whatHappened')}</dt>
          <dd>{t(`failed.${reason}.happened`)}</dd>
          <dt>{t('whatIsSafe')}</dt>
          <dd>{t(`failed.${reason}.safe`)}</dd>
          <dt>{t('whatToDo')}</dt>
          <dd>{t(`failed.${reason}.todo`)}</dd>
        </dl>
        <div className={css['acts']}>
          <Button kind="primary" onPress={props.onTryAgain} autoFocus>
            {t('tryAgain')}
          </Button>
        </div>
      </section>
    </main>
  );
}
