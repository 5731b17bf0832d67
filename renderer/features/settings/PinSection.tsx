import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { longestPin, shortestPin } from '../../../shared/people/pin.ts';
import type { ChoosePinResult } from '../../../shared/bridge/contract.ts';
import { bridge } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './settings.module.css';

type Refusal = Exclude<ChoosePinResult, { kind: 'chosen' }> | { readonly kind: 'failed' };

/** A PIN for the person who is in: opens again for some minutes after a lock, and is kept nowhere. */
export function PinSection() {
  const { t } = useTranslation(['settings', 'unlock']);
  const { audit, person } = useSession();
  const [pin, setPin] = useState('');
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | undefined>(undefined);
  useEffect(() => {
    void bridge()
      .readPins({})
      .then((pins) => setChosen(pins.chosen))
      .catch(() => undefined);
  }, []);

  const lockedBecause =
    current === ''
      ? t('unlock:needsCurrent')
      : pin.length < shortestPin
        ? t('pinNeedsLength', { count: shortestPin })
        : undefined;
  const choose = async (event: FormEvent) => {
    event.preventDefault();
    if (lockedBecause !== undefined) return;
    const result = await bridge()
      .choosePin({ pin, current })
      .catch(() => ({ kind: 'failed' as const }));
    setCurrent('');
    if (result.kind !== 'chosen') return setRefusal(result);
    setRefusal(undefined);
    setChosen(true);
    setPin('');
    audit({ action: 'pinChosen' });
  };
  const forget = () =>
    void bridge()
      .forgetPin({})
      .then(() => setChosen(false))
      .catch(() => setRefusal({ kind: 'failed' }));

  return (
    <section className={css['facts']} aria-labelledby="own-pin">
      <h2 id="own-pin">{t('pin')}</h2>
      <p className={css['quiet']}>{t('pinWhat')}</p>
      {chosen ? <Notice tone="info" title={t('pinChosen')} /> : null}
      <form className={css['form']} onSubmit={(event) => void choose(event)}>
        <TextField
          label={t('unlock:currentPassword')}
          type="password"
          value={current}
          onChange={setCurrent}
          hint={t('pinWhyPassword')}
          maxLength={256}
        />
        <TextField
          label={t('pinNew')}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={(typed) => {
            setPin(typed);
            setRefusal(undefined);
          }}
          hint={t('pinHint', { count: shortestPin })}
          maxLength={longestPin}
        />
        {refusal ? <Notice tone="warn" title={refusalWords(refusal)} urgent /> : null}
        <Button type="submit" lockedBecause={lockedBecause}>
          {t(chosen ? 'pinChange' : 'pinChoose')}
        </Button>
        {chosen ? (
          <Button kind="quiet" onPress={forget}>
            {t('pinForget')}
          </Button>
        ) : null}
      </form>
    </section>
  );

  function refusalWords(why: Refusal): string {
    switch (why.kind) {
      case 'weak':
        return t(`pinWeak.${why.because}`, { count: shortestPin });
      case 'wrongPassphrase':
        return why.retryAfterSeconds > 0
          ? t('unlock:currentWrongWait', { count: why.retryAfterSeconds })
          : t('unlock:currentWrong');
      case 'noEntry':
        return t('unlock:noEntry', { name: person.displayName });
      case 'keystoreDamaged':
      case 'failed':
        return t('pinWeak.failed', { count: shortestPin });
    }
  }
}
