import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/clinical/language.ts';

/** The language of the screens, for what formats numbers and drug lines. */
export function useLanguage(): Language {
  const { i18n } = useTranslation('ui');
  return i18n.language === 'en' ? 'en' : 'vi';
}
