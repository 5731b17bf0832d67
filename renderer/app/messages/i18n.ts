import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { FormatterModule } from 'i18next';
import type { Settings } from '../../../shared/bridge/contract.ts';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
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

/** Every number that a text takes is a count, and is written as the language writes counts. */
const counts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, _format, language) =>
    typeof value === 'number' ? formatCount(value, language === 'en' ? 'en' : 'vi') : value,
};

/** The catalogues: one namespace a feature. React escapes, so interpolation doesn't. */
export const i18n = createInstance();

void i18n
  .use(counts)
  .use(initReactI18next)
  .init({
    lng: 'vi',
    fallbackLng: false,
    resources: { vi, en },
    defaultNS: 'ui',
    keySeparator: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
  });

/** Switches the language of every text, and tells screen readers and hyphenation. */
export function speak(settings: Pick<Settings, 'language'>): void {
  document.documentElement.lang = settings.language;
  if (i18n.language !== settings.language) void i18n.changeLanguage(settings.language);
}
