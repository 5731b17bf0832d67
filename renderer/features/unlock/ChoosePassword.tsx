import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AppDescription,
  ChangePasswordResult,
  Person,
} from '../../../shared/bridge/contract.ts';
import { shortestPasswordOn } from '../../../shared/people/password.ts';
import { bridge } from '../../app/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './unlock.module.css';

export interface ChoosePasswordProps {
  readonly person: Person;
  /** The password that was just typed; it is asked for where it is left out. */
  readonly current?: string;
  /** Of the workstation's device secret: without a keychain a new password is longer. */
  readonly protection: AppDescription['deviceSecret'];
  readonly onChanged: (password: string) => void;
}

type Refusal = Exclude<ChangePasswordResult, { kind: 'changed' }> | { kind: 'noAnswer' };

/** A new password for the person who is here, typed twice. Works without a network. */
export function ChoosePassword({ person, current, protection, onChanged }: ChoosePasswordProps) {
  const shortest = shortestPasswordOn(protection);
  const { t } = useTranslation('unlock');
  const [old, setOld] = useState('');
  const [wanted, setWanted] = useState('');
  const [again, setAgain] = useState('');
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const length = [...wanted.normalize('NFC')].length;
  const lockedBecause =
    current === undefined && old === ''
      ? t('needsCurrent')
      : length < shortest
        ? t('needsLength', { count: shortest })
        : again === ''
          ? t('needsAgain')
          : again !== wanted
            ? t('notTheSame')
            : undefined;

  const change = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || lockedBecause !== undefined) return;
    setBusy(true);
    const result = await bridge()
      .changePassword({ person: person.key, current: current ?? old, wanted })
      .catch(() => ({ kind: 'noAnswer' as const }));
    setBusy(false);
    if (result.kind !== 'changed') return setRefusal(result);
    setRefusal(undefined);
    for (const clear of [setOld, setWanted, setAgain]) clear('');
    onChanged(wanted);
  };

  return (
    <form className={css['fields']} onSubmit={(event) => void change(event)}>
      {current === undefined ? (
        <TextField
          label={t('currentPassword')}
          type="password"
          value={old}
          onChange={setOld}
          required
        />
      ) : null}
      <TextField
        label={t('newPassword')}
        type="password"
        value={wanted}
        onChange={setWanted}
        hint={t('lengthHint', { count: shortest })}
        autoFocus={current !== undefined}
        maxLength={256}
        required
      />
      <TextField
        label={t('newPasswordAgain')}
        type="password"
        value={again}
        onChange={setAgain}
        warning={again !== '' && !wanted.startsWith(again) ? t('notTheSame') : undefined}
        maxLength={256}
        required
      />
      {refusal ? (
        <Notice tone="warn" title={t('notChanged')} urgent>
          {refusalWords(refusal)}
        </Notice>
      ) : null}
      <Button kind="primary" type="submit" busy={busy} lockedBecause={lockedBecause}>
        {t('changePassword')}
      </Button>
    </form>
  );

  function refusalWords(why: Refusal): string {
    switch (why.kind) {
      case 'weak':
        return t(`weak.${why.because}`, { count: shortest });
      case 'wrongPassphrase':
        return why.retryAfterSeconds > 0
          ? t('currentWrongWait', { count: why.retryAfterSeconds })
          : t('currentWrong');
      case 'noEntry':
        return t('noEntry', { name: person.displayName });
      case 'keystoreDamaged':
      case 'noAnswer':
        return t('oldStillOpens');
    }
  }
}
