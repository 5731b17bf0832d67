import type { TFunction } from 'i18next';
import { standingOf, substancesOf, worstSeverity } from '../../../shared/clinical/allergyState.ts';
import type { Allergy } from '../../../shared/clinical/allergyState.ts';

/** An allergy in one line: `Penicillin: phản vệ, 2019`. Of a disputed substance both are said. */
export function allergyWords(t: TFunction<'allergies'>, allergy: Allergy): string {
  const substance = [...new Set(substancesOf(allergy).map((side) => side.substance))].join(' / ');
  const severity = worstSeverity(allergy);
  const details = [
    allergy.reaction,
    severity === 'severe' ? t('severity.severe').toLocaleLowerCase() : undefined,
    allergy.year,
    allergy.certainty === 'suspected' ? t('suspectedShort') : undefined,
    standingOf(allergy) === 'removalDisputed' ? t('removalDisputed') : undefined,
  ].filter((part) => part !== undefined);
  return details.length > 0 ? `${substance}: ${details.join(', ')}` : substance;
}
