import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCard } from '../../../shared/identity/cards/readCard.ts';
import { scannerBaudRates } from '../../../shared/bridge/contract.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { useSettings } from '../../app/settings.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './scanning.module.css';
import { useScanner, useScans } from './scansContext.tsx';
import { scannerUsagePage, webHid } from './webHid.ts';
import { webSerial } from './webSerial.ts';

const usualBaudRate = 9600;

/** How the scanner of this workstation is connected, and a place to try it. */
export function ScannerSettings() {
  const { t } = useTranslation('scanning');
  const { settings, change } = useSettings();
  const { scanner, openAgain } = useScanner();
  const serial = settings.scanner.kind === 'serial' ? settings.scanner : undefined;
  const choose = async () => {
    try {
      if (serial) await webSerial()?.requestPort();
      else await webHid()?.requestDevice({ filters: [{ usagePage: scannerUsagePage }] });
    } catch {
      // Nobody chose one: what stood stands.
    }
    openAgain();
  };
  return (
    <section className={css['settings']} aria-labelledby="card-scanner">
      <h2 id="card-scanner">{t('scanner')}</h2>
      <ChoiceTiles
        label={t('connection')}
        value={settings.scanner.kind}
        onChange={(kind) =>
          void change({
            scanner: kind === 'serial' ? { kind, baudRate: usualBaudRate } : { kind },
          })
        }
        choices={(['keyboard', 'hid', 'serial'] as const).map((kind) => ({
          value: kind,
          label: t(`connection.${kind}`),
          detail: t(`connectionDetail.${kind}`),
        }))}
      />
      {serial ? (
        <div className={css['port']}>
          <Select
            label={t('baudRate')}
            value={String(serial.baudRate)}
            options={scannerBaudRates.map((rate) => ({ id: String(rate), label: String(rate) }))}
            onChange={(id) => {
              const baudRate = scannerBaudRates.find((rate) => String(rate) === id);
              if (baudRate) void change({ scanner: { kind: 'serial', baudRate } });
            }}
          />
          <Button onPress={() => void choose()}>{t('choosePort')}</Button>
        </div>
      ) : null}
      {settings.scanner.kind === 'hid' ? (
        <div className={css['port']}>
          <Button onPress={() => void choose()}>{t('chooseScanner')}</Button>
        </div>
      ) : null}
      {settings.scanner.kind === 'keyboard' ? null : (
        <p role="status" className={css['said']}>
          {t(`scannerState.${scanner ?? 'opening'}`)}
        </p>
      )}
      <Trial />
    </section>
  );
}

/** What a trial scan says; what stands on the card isn't shown, for anybody may look on. */
function Trial() {
  const { t } = useTranslation('scanning');
  const { t: registration } = useTranslation('registration');
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<{ tone: 'info' | 'warn'; title: string; remarks: string[] }>();
  const tell = (text: string): boolean => {
    setTyped('');
    const reading = readCard(text, { today: localInstant(new Date()).slice(0, 10) });
    if (reading.kind === 'unreadable') {
      const remarks = [registration(`scan.${reading.because}`)];
      setSaid({ tone: 'warn', title: t('trial.notRead'), remarks });
    } else {
      const remarks = reading.remarks.map((remark) => registration(`scan.${remark}`));
      setSaid({
        tone: remarks.length > 0 ? 'warn' : 'info',
        title: t(`trial.${reading.kind}`, { count: Object.keys(reading.card).length }),
        remarks,
      });
    }
    return true;
  };
  useScans(tell);
  return (
    <>
      <TextField
        label={t('trial')}
        value={typed}
        onChange={setTyped}
        placeholder={t('trialPlaceholder')}
        maxLength={600}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          tell(event.currentTarget.value);
        }}
      />
      {said ? (
        <Notice tone={said.tone} title={said.title}>
          {said.remarks.join(' ')}
        </Notice>
      ) : null}
    </>
  );
}
