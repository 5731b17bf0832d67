import type { TFunction } from 'i18next';
import type { Age } from '../../shared/clinical/age.ts';

/** An age with its unit: "78 tuổi", "5 tháng". A year of birth alone gives "~69 tuổi". */
export function ageInWords(t: TFunction<'ui'>, age: Age): string {
  const about = age.exact ? '' : '~';
  switch (age.unit) {
    case 'hours':
      return about + t('ageHours', { count: age.value });
    case 'days':
      return about + t('ageDays', { count: age.value });
    case 'months':
      return about + t('ageMonths', { count: age.value });
    case 'years':
      return about + t('ageYears', { count: age.value });
  }
}
