import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../shared/people/account.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './people.module.css';
import type { People } from './usePeople.ts';

/** The end of an account, with its reason and what it means. */
export function EndAccount(props: {
  readonly account: Account;
  readonly people: People;
  readonly onDone: () => void;
}) {
  const { account, people, onDone } = props;
  const { t } = useTranslation('people');
  const [reason, setReason] = useState('');
  const end = async () => {
    const because = reason.trim().normalize('NFC');
    const request = { act: 'end' as const, person: account.key, reason: because };
    if (!(await people.act(request, account.displayName))) return;
    setReason('');
    onDone();
  };
  return (
    <section className={css['act']} aria-labelledby="end-account">
      <h3 id="end-account">{t('end')}</h3>
      <p className={css['quiet']}>{t('endMeans')}</p>
      <TextField label={t('endReason')} value={reason} onChange={setReason} maxLength={200} />
      <Button
        kind="primary"
        onPress={() => void end()}
        busy={people.busy}
        lockedBecause={reason.trim() === '' ? t('needsReason') : undefined}
      >
        {t('endDo')}
      </Button>
    </section>
  );
}
