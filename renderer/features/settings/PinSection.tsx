import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { longestPin, shortestPin } from '../../../shared/people/pin.ts';
import type { PinWeakness } from '../../../shared/people/pin.ts';
import { bridge } from '../../app/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './settings.module.css';

/** A PIN for the person who is in: opens again for some minutes after a lock, and is kept nowhere. */
export function PinSection() {
  const { t } = useTranslation('settings');
  const [pin, setPin] = useState('');
  const [chosen, setChosen] = useState(false);
  const [weakness, setWeakness] = useState<PinWeakness | 'failed' | undefined>(undefined);
  useEffect(() => {
    void bridge()
      .readPins({})
      .then((pins) => setChosen(pins.chosen))
      .catch(() => undefined);
  }, []);

  const choose = async (event: FormEvent) => {
    event.preventDefault();
    if (pin.length < shortestPin) return;
    const result = await bridge()
      .choosePin({ pin })
      .catch(() => ({ kind: 'weak' as const, because: 'failed' as const }));
    setWeakness(result.kind === 'weak' ? result.because : undefined);
    if (result.kind !== 'chosen') return;
    setChosen(true);
    setPin('');
  };
  const forget = () =>
    void bridge()
      .forgetPin({})
      .then(() => setChosen(false))
      .catch(() => setWeakness('failed'));

  return (
    <section className={css['facts']} aria-labelledby="own-pin">
      <h2 id="own-pin">{t('pin')}</h2>
      <p className={css['quiet']}>{t('pinWhat')}</p>
      {chosen ? <Notice tone="info" title={t('pinChosen')} /> : null}
      <form className={css['form']} onSubmit={(event) => void choose(event)}>
        <TextField
          label={t('pinNew')}
          type="password"
          inputMode="numeric"
          value={pin}
          onChange={(typed) => {
            setPin(typed);
            setWeakness(undefined);
          }}
          hint={t('pinHint', { count: shortestPin })}
          maxLength={longestPin}
        />
        {weakness ? (
          <Notice tone="warn" title={t(`pinWeak.${weakness}`, { count: shortestPin })} urgent />
        ) : null}
        <Button
          type="submit"
          lockedBecause={
            pin.length < shortestPin ? t('pinNeedsLength', { count: shortestPin }) : undefined
          }
        >
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
}
