import type { Localised } from '../language.ts';

interface AllergyClass {
  readonly name: Localised;
  /** Other words by which people name the class, as free text in an allergy. */
  readonly aliases: readonly string[];
  /** Classes that may react too; stated in both directions. */
  readonly crossReactive: readonly string[];
}

/**
 * Drug classes that an allergy may name. Cross-reactivity is what is commonly taught: beta-lactams
 * among one another by their ring or side chain, aspirin and the other NSAIDs by their effect. A
 * sulfonamide antibiotic doesn't speak against a sulfonamide diuretic: no such pair stands here.
 */
export const allergyClasses = {
  penicillins: allergyClass(
    'Nhóm penicillin',
    'Penicillins',
    ['penicillin', 'peni', 'beta lactam', 'betalactam'],
    ['cephalosporins', 'carbapenems'],
  ),
  cephalosporins: allergyClass(
    'Nhóm cephalosporin',
    'Cephalosporins',
    ['cephalosporin', 'cefalosporin', 'beta lactam', 'betalactam'],
    ['penicillins', 'carbapenems'],
  ),
  carbapenems: allergyClass(
    'Nhóm carbapenem',
    'Carbapenems',
    ['carbapenem', 'beta lactam', 'betalactam'],
    ['penicillins', 'cephalosporins'],
  ),
  macrolides: allergyClass('Nhóm macrolid', 'Macrolides', ['macrolid', 'macrolide'], []),
  fluoroquinolones: allergyClass(
    'Nhóm quinolon',
    'Fluoroquinolones',
    ['quinolon', 'quinolone', 'fluoroquinolon', 'fluoroquinolone'],
    [],
  ),
  aminoglycosides: allergyClass(
    'Nhóm aminoglycosid',
    'Aminoglycosides',
    ['aminoglycosid', 'aminosid', 'aminoglycoside'],
    [],
  ),
  tetracyclines: allergyClass(
    'Nhóm tetracyclin',
    'Tetracyclines',
    ['tetracyclin', 'tetracycline'],
    [],
  ),
  nitroimidazoles: allergyClass(
    'Nhóm nitroimidazol',
    'Nitroimidazoles',
    ['nitroimidazol', 'imidazol'],
    [],
  ),
  sulfonamides: allergyClass(
    'Nhóm sulfamid kháng khuẩn',
    'Antibacterial sulfonamides',
    ['sulfamid', 'sulfamide', 'sulfonamid', 'sulfonamide', 'sulfa', 'thuoc sulfa'],
    [],
  ),
  nsaids: allergyClass(
    'Nhóm NSAID',
    'NSAIDs',
    [
      'nsaid',
      'nsaids',
      'khang viem khong steroid',
      'giam dau khong steroid',
      'chong viem khong steroid',
    ],
    ['salicylates'],
  ),
  salicylates: allergyClass(
    'Nhóm salicylat',
    'Salicylates',
    ['salicylat', 'salicylate'],
    ['nsaids'],
  ),
  opioids: allergyClass('Nhóm opioid', 'Opioids', ['opioid', 'opiat', 'opiate'], []),
  'ace-inhibitors': allergyClass(
    'Nhóm ức chế men chuyển',
    'ACE inhibitors',
    ['uc che men chuyen', 'ace inhibitor'],
    [],
  ),
  heparins: allergyClass('Nhóm heparin', 'Heparins', [], []),
  'local-anaesthetics': allergyClass(
    'Thuốc tê nhóm amid',
    'Amide local anaesthetics',
    ['thuoc te', 'gay te', 'local anaesthetic', 'local anesthetic'],
    [],
  ),
  corticosteroids: allergyClass(
    'Nhóm corticoid',
    'Corticosteroids',
    ['corticoid', 'corticosteroid'],
    [],
  ),
} as const satisfies Record<string, AllergyClass>;

export type AllergyClassCode = keyof typeof allergyClasses;

export function isAllergyClass(code: string): code is AllergyClassCode {
  return Object.hasOwn(allergyClasses, code);
}

function allergyClass(
  vi: string,
  en: string,
  aliases: readonly string[],
  crossReactive: readonly string[],
): AllergyClass {
  return { name: { vi, en }, aliases, crossReactive };
}
