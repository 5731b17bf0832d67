import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotLetInBecause, PinUnlockResult } from '../../../shared/bridge/contract.ts';
import { longestPin } from '../../../shared/people/pin.ts';
import { bridge } from '../../app/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './unlock.module.css';

export interface PinEntryProps {
  readonly personKey: string;
  readonly onUnlocked: (result: Extract<PinUnlockResult, { kind: 'unlocked' }>) => void;
  /** A PIN opens nothing any more, or the password is wanted: `why` says which. */
  readonly onPassword: (why: 'wanted' | 'gone' | 'triesUsed' | NotLetInBecause) => void;
}

/** Opens by PIN, while the process still holds this person's key. */
export function PinEntry({ personKey, onUnlocked, onPassword }: PinEntryProps) {
  const { t } = useTranslation('unlock');
  const [pin, setPin] = useState('');
  const [triesLeft, setTriesLeft] = useState<number | undefined>(undefined);
  const [busy, setBusy] = useState(false);

  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (pin === '' || busy) return;
    setBusy(true);
    const result = await bridge()
      .unlockWithPin({ person: personKey, pin })
      .catch((): PinUnlockResult => ({ kind: 'pinGone' }));
    setBusy(false);
    setPin('');
    switch (result.kind) {
      case 'unlocked':
        return onUnlocked(result);
      case 'pinGone':
        return onPassword('gone');
      case 'notLetIn':
        return onPassword(result.because);
      case 'wrongPin':
        if (result.triesLeft === 0) return onPassword('triesUsed');
        setTriesLeft(result.triesLeft);
    }
  };

  return (
    <form className={css['fields']} onSubmit={(event) => void open(event)}>
      <TextField
        label={t('pin')}
        type="password"
        inputMode="numeric"
        value={pin}
        onChange={setPin}
        maxLength={longestPin}
        autoFocus
        required
      />
      {triesLeft === undefined ? null : (
        <Notice tone="warn" title={t('pinWrong')} urgent>
          {t('pinTriesLeft', { count: triesLeft })}
        </Notice>
      )}
      <Button
        kind="primary"
        type="submit"
        wide
        busy={busy}
        lockedBecause={pin === '' ? t('needsPin') : undefined}
      >
        {t('open')}
      </Button>
      <Button kind="quiet" onPress={() => onPassword('wanted')}>
        {t('usePassword')}
      </Button>
    </form>
  );
}
