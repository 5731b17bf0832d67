import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import { shortestPassword } from '../../../shared/people/password.ts';
import { bridge } from '../../app/bridge.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import css from '../sync/sync.module.css';
import { makeRescueFile } from './rescueFiles.ts';

type Made = Awaited<ReturnType<typeof makeRescueFile>>;

interface MakeRescueProps {
  readonly onClose: () => void;
  /** The record that goes in alone; without it everything that no server has. */
  readonly one?: string;
}

/** A passphrase, typed twice, and the file that it seals. */
export function MakeRescue({ onClose, one }: MakeRescueProps) {
  const { t } = useTranslation('rescue');
  const { app, person, replica, auditFirst } = useSession();
  const { hereOnly } = useSyncStatus();
  const language = useLanguage();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [made, setMade] = useState<Made | undefined>(undefined);
  const act = useAct();
  if (made) {
    return (
      <Notice
        tone={made.damaged > 0 ? 'warn' : 'info'}
        title={t('made', { count: made.entries })}
        acts={<Button onPress={onClose}>{t('close')}</Button>}
      >
        <p className={css['path']}>{made.path}</p>
        <p>{t('madeWhat')}</p>
        {made.damaged > 0 ? <p>{t('madeDamaged', { count: made.damaged })}</p> : null}
      </Notice>
    );
  }
  const length = [...passphrase.normalize('NFC')].length;
  const lockedBecause =
    length < shortestPassword
      ? t('needsLength', { count: shortestPassword })
      : again !== passphrase
        ? t('needsSame')
        : undefined;
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (lockedBecause !== undefined) return;
    void act.run(async () => {
      // By how much waits now: a file that is given up half-way has left its trace too.
      const records = one === undefined ? hereOnly : 1;
      await auditFirst({ action: 'export', about: { what: 'rescueFile', records } });
      setMade(await makeRescueFile(replica.rescue, bridge(), app, person.key, passphrase, one));
    });
  };
  return (
    <form className={css['correct']} onSubmit={make}>
      <p>
        {one === undefined
          ? t('makeWhat', { count: hereOnly, number: formatCount(hereOnly, language) })
          : t('makeOneWhat')}
      </p>
      <TextField
        label={t('passphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        hint={t('passphraseHint', { count: shortestPassword })}
        maxLength={256}
        autoFocus
        required
      />
      <TextField
        label={t('again')}
        type="password"
        value={again}
        onChange={setAgain}
        warning={again !== '' && !passphrase.startsWith(again) ? t('needsSame') : undefined}
        maxLength={256}
        required
      />
      {act.error === undefined ? null : (
        <Notice tone="warn" title={t('notMade')} urgent>
          {t('notMadeWhat')}
        </Notice>
      )}
      <div className={css['acts']}>
        <Button onPress={onClose}>{t('back')}</Button>
        <Button kind="primary" type="submit" busy={act.busy} lockedBecause={lockedBecause}>
          {t('makeNow')}
        </Button>
      </div>
    </form>
  );
}
