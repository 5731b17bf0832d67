import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.tsx';
import { useSession } from '../../app/session.tsx';
import { ChoosePassword } from '../unlock/ChoosePassword.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Settings } from '../../../shared/bridge/contract.ts';
import { ScannerSettings } from '../scanning/ScannerSettings.tsx';
import { PinSection } from './PinSection.tsx';
import css from './settings.module.css';

const lockChoices = [2, 5, 10, 15];

/** Language, theme and density of this workstation, and what it is. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { app, person, audit } = useSession();
  const { settings, change } = useSettings();
  const [notSaved, setNotSaved] = useState(false);
  const [passwordChanges, setPasswordChanges] = useState(0);
  const choose = (part: Partial<Settings>) =>
    void change(part).then((written) => setNotSaved(!written));
  const ward = app.facility.wards.find(({ code }) => code === app.workstation.ward);
  const facts = [
    [t('workstationName'), app.workstation.name],
    [t('ward'), ward?.name ?? app.workstation.ward],
    [t('numberBlock'), app.workstation.recordNumberBlock],
    [t('facility'), `${app.facility.name}, ${app.facility.code}`],
    [t('person'), person.displayName],
    [t('central'), app.central.url],
    ...(app.deviceSecret
      ? [[t('deviceSecret'), t(`deviceSecret.${app.deviceSecret}`)] as const]
      : []),
    [t('version'), app.version],
  ] as const;
  return (
    <div className={css['page']}>
      <h1>{t('title')}</h1>
      <ChoiceTiles
        label={t('language')}
        value={settings.language}
        onChange={(language) => choose({ language })}
        choices={[
          { value: 'vi', label: t('language.vi') },
          { value: 'en', label: t('language.en') },
        ]}
      />
      <ChoiceTiles
        label={t('theme')}
        value={settings.theme}
        onChange={(theme) => choose({ theme })}
        choices={[
          { value: 'light', label: t('theme.light') },
          { value: 'dark', label: t('theme.dark') },
          { value: 'system', label: t('theme.system') },
        ]}
      />
      <ChoiceTiles
        label={t('density')}
        value={settings.density}
        onChange={(density) => choose({ density })}
        choices={[
          { value: 'desk', label: t('density.desk'), detail: t('densityDetail.desk') },
          { value: 'bedside', label: t('density.bedside'), detail: t('densityDetail.bedside') },
        ]}
      />
      <ChoiceTiles
        label={t('lockAfter')}
        value={String(settings.lockAfterMinutes)}
        onChange={(text) => {
          const minutes = Number(text);
          choose({ lockAfterMinutes: minutes });
          audit({ action: 'settingChanged', about: { what: 'lockAfterMinutes', minutes } });
        }}
        choices={lockChoices.map((minutes) => ({
          value: String(minutes),
          label: t('lockAfterMinutes', { count: minutes }),
        }))}
      />
      {notSaved ? (
        <Notice tone="warn" title={t('notSaved')} urgent />
      ) : (
        <p className={css['quiet']}>{t('savedHere')}</p>
      )}
      <ScannerSettings />
      <section className={css['facts']} aria-labelledby="own-password">
        <h2 id="own-password">{t('password', { name: person.displayName })}</h2>
        {passwordChanges > 0 ? <Notice tone="info" title={t('passwordChanged')} /> : null}
        <ChoosePassword
          person={person}
          protection={app.deviceSecret}
          onChanged={() => {
            setPasswordChanges((count) => count + 1);
            audit({ action: 'passwordChanged' });
          }}
        />
      </section>
      {/* The old PIN goes with the old password. */}
      <PinSection key={passwordChanges} />
      <section className={css['facts']} aria-labelledby="this-workstation">
        <h2 id="this-workstation">{t('workstation')}</h2>
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
