import type { TFunction } from 'i18next';
import type { AppDescription } from '../../../shared/bridge/contract.ts';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { ethnicGroups } from '../../../shared/identity/ethnicGroups.ts';
import { nationalityName } from '../../../shared/identity/nationalities.ts';
import { provinces } from '../../../shared/identity/provinces.ts';
import { sexes } from '../../../shared/records/patient.ts';
import { i18n } from '../../app/messages/i18n.ts';
import { stamp, personName, wardName } from './directory.ts';

/** What a merge unit is called on screen; undefined for one that this version has no word for. */
export function unitTitle(t: TFunction<['chart', 'ui']>, kind: string, unit: string): string {
  const name = `${kind}.${unit.split('/')[0]!}`;
  return t(`chart:unit.${name}` as never, { defaultValue: unit }) as string;
}

/** One side's value in words, for any unit of any kind of record. */
export function unitWords(
  t: TFunction<['chart', 'ui', 'allergies']>,
  app: AppDescription,
  unit: string,
  value: unknown,
): string {
  if (value === null || value === undefined || value === '') return t('chart:noValue');
  if (typeof value === 'string') return textWords(t, app, unit, value);
  if (typeof value !== 'object') return String(value);
  const fields = value as Record<string, unknown>;
  if (unit === 'birthDate') {
    const date = formatPartialDate(String(fields['birthDate'] ?? ''));
    return fields['birthDateEstimated'] ? t('chart:estimatedDate', { date }) : date;
  }
  if (unit === 'location') {
    const place = [wardName(app, String(fields['ward'] ?? ''))];
    if (fields['room']) place.push(t('chart:roomNamed', { room: String(fields['room']) }));
    if (fields['bed']) place.push(t('chart:bedNamed', { bed: String(fields['bed']) }));
    return place.join(', ');
  }
  if (unit === 'status') {
    const status = t(`allergies:status.${fields['status'] === 'refuted' ? 'refuted' : 'active'}`);
    return fields['refutedBecause'] ? `${status}: ${String(fields['refutedBecause'])}` : status;
  }
  if (unit === 'ending') {
    return t(fields['signedAs'] ? 'chart:endingSigned' : 'chart:endingDiscarded');
  }
  if (unit === 'substance') return String(fields['substance'] ?? '');
  if (unit === 'diagnosis') {
    const code = fields['code'] ? ` (${String(fields['code'])})` : '';
    const facts = ['rank', 'clinicalStatus'].map((field) => valued(t, field, fields[field]));
    return [`${String(fields['text'] ?? '')}${code}`, ...facts].filter(Boolean).join(', ');
  }
  if (unit.startsWith('identifiers/')) {
    return `${valued(t, 'system', fields['system'])} ${String(fields['value'] ?? '')}`.trim();
  }
  if (unit === 'residence') {
    const province = provinces.find(({ code }) => code === fields['provinceCode'])?.name;
    return [fields['commune'] ?? fields['communeCode'], province].filter(Boolean).join(', ');
  }
  if (unit === 'occupation') return String(fields['occupation'] ?? fields['occupationCode'] ?? '');
  if (unit.startsWith('coverage/')) {
    return `${String(fields['number'] ?? '')} ${valued(t, 'coverage', fields['state'])}`.trim();
  }
  return Object.values(fields).map(String).join(', ');
}

/** A coded value in words; as it is where this version has no word for it. */
function valued(t: TFunction<['chart', 'ui']>, field: string, value: unknown): string {
  if (typeof value !== 'string') return '';
  return t(`chart:value.${field}.${value}` as never, { defaultValue: value }) as string;
}

function textWords(
  t: TFunction<['chart', 'ui', 'allergies']>,
  app: AppDescription,
  unit: string,
  value: string,
): string {
  if (unit === 'sex') {
    const sex = sexes.find((known) => known === value);
    return sex ? t(`ui:sex.${sex}`) : value;
  }
  if (unit === 'allergyStatement') {
    return t(value === 'noneKnown' ? 'ui:allergy.noneKnown' : 'ui:allergy.notAsked');
  }
  if (unit === 'severity') return t(`allergies:severity.${value}` as never) as string;
  if (unit === 'certainty') return t(`allergies:certainty.${value}` as never) as string;
  if (unit === 'class') return t(`chart:class.${value}` as never) as string;
  if (['codeStatus', 'isolation', 'pregnancy', 'fallRisk', 'noteType'].includes(unit)) {
    return valued(t, unit, value);
  }
  if (unit === 'ethnicity') return ethnicGroups.find(({ code }) => code === value)?.name ?? value;
  if (unit === 'nationality') {
    return nationalityName(value, i18n.language === 'en' ? 'en' : 'vi') ?? value;
  }
  if (unit === 'startedAt') return stamp(value);
  if (unit === 'responsiblePractitioner') return personName(app, value);
  return value;
}
