import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Settings } from '../../../shared/bridge/contract.ts';
import { en } from './en/index.ts';
import { vi } from './vi/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: typeof vi;
    defaultNS: 'ui';
    keySeparator: false;
    nsSeparator: ':';
    returnNull: false;
  }
}

/** The catalogues: one namespace a feature. React escapes, so interpolation doesn't. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'vi',
  fallbackLng: false,
  resources: { vi, en },
  defaultNS: 'ui',
  keySeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Switches the language of every text, and tells screen readers and hyphenation. */
export function speak(settings: Pick<Settings, 'language'>): void {
  document.documentElement.lang = settings.language;
  if (i18n.language !== settings.language) void i18n.changeLanguage(settings.language);
}
