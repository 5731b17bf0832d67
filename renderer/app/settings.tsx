import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { defaultSettings } from '../../shared/bridge/contract.ts';
import type { Settings } from '../../shared/bridge/contract.ts';
import { bridge } from './bridge.ts';
import { speak } from './messages/i18n.ts';

interface SettingsContextValue {
  readonly settings: Settings;
  /** Applies at once and writes through the bridge; the promise tells whether it was written. */
  change(next: Partial<Settings>): Promise<boolean>;
}

const SettingsContext = createContext<SettingsContextValue | undefined>(undefined);

export function useSettings(): SettingsContextValue {
  const value = useContext(SettingsContext);
  if (!value) throw new Error('settings outside their provider');
  return value;
}

/** Language, theme and density of this workstation, from its profile. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [settings, setSettings] = useState<Settings>(defaultSettings);
  const systemDark = useSystemDark();

  useEffect(() => {
    let current = true;
    bridge()
      .readSettings({})
      .then((read) => current && setSettings(read))
      .catch(() => undefined); // The defaults stand; the unlock page says when the shell is missing.
    return () => {
      current = false;
    };
  }, []);

  useEffect(() => {
    speak(settings);
    const dark = settings.theme === 'dark' || (settings.theme === 'system' && systemDark);
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    document.documentElement.dataset['density'] = settings.density;
  }, [settings, systemDark]);

  const change = useCallback(
    async (part: Partial<Settings>) => {
      const next = { ...settings, ...part };
      setSettings(next);
      try {
        await bridge().writeSettings(next);
        return true;
      } catch {
        return false;
      }
    },
    [settings],
  );
  const value = useMemo(() => ({ settings, change }), [settings, change]);
  return (
    <SettingsContext.Provider value={value}>
      <I18nProvider locale={settings.language === 'en' ? 'en-GB' : 'vi-VN'}>
        {children}
      </I18nProvider>
    </SettingsContext.Provider>
  );
}

function useSystemDark(): boolean {
  const query = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), []);
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const changed = () => setDark(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, [query]);
  return dark;
}
