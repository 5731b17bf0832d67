import { foldText } from '../clinical/foldText.ts';
import type { Language } from '../clinical/language.ts';

/**
 * Whose citizen somebody is: `000` is Vietnam (circular 07/2016, as the insurance tables want it), two
 * letters are another country (ISO 3166-1), and three other digits are a code of that circular, as
 * another program or an older form wrote it.
 */
export const vietnam = '000';

/** The members and observers of the United Nations but Vietnam, and who else issues passports. */
const countries =
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VU WS XK YE ZA ZM ZW'.split(
    ' ',
  );

export interface Nationality {
  readonly code: string;
  readonly name: string;
}

const made = new Map<Language, readonly Nationality[]>();

/** All nationalities by name, Vietnam first. */
export function nationalities(language: Language): readonly Nationality[] {
  const known = made.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const others = countries
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  const all = [{ code: vietnam, name: names.of('VN')! }, ...others];
  made.set(language, all);
  return all;
}

/** Its name; undefined of a code that has none here. */
export function nationalityName(code: string, language: Language): string | undefined {
  return nationalities(language).find((each) => each.code === code)?.name;
}

/** The code of a country that is named in either language, or by its two letters. */
export function nationalityNamed(text: string): string | undefined {
  const folded = foldText(text);
  if (folded === 'vn' || folded === 'vietnam') return vietnam;
  const byLetters = countries.find((code) => code.toLowerCase() === folded);
  if (byLetters) return byLetters;
  return [...nationalities('vi'), ...nationalities('en')].find(
    ({ name }) => foldText(name) === folded,
  )?.code;
}
