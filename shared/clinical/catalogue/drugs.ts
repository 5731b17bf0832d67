import type { AllergyClassCode } from './allergyClasses.ts';
import type { DosageFormCode, Route } from './dosageForms.ts';

/** One form of a drug on the shelf. */
export interface DrugProduct {
  readonly form: DosageFormCode;
  /** Strengths on the shelf, to read beside the dose; they never fill a dose in. */
  readonly strengths: readonly string[];
  /** Instead of the form's usual routes. */
  readonly routes?: readonly Route[];
}

/** A drug by its international nonproprietary name, spelled as in Vietnam. */
export interface Drug {
  readonly code: string;
  readonly name: string;
  /** Other spellings, synonyms and trade names that people type or say. */
  readonly aliases: readonly string[];
  /** Substances in it; a single one has the drug's own code. */
  readonly substances: readonly string[];
  readonly classes: readonly AllergyClassCode[];
  readonly products: readonly DrugProduct[];
}

/**
 * A sample of what a district hospital keeps, made up for the demonstration: a hospital loads its
 * own list. It says nothing about what should be given.
 */
export const drugs: readonly Drug[] = [
  // Pain, fever, inflammation
  drug(
    'paracetamol',
    'Paracetamol',
    ['acetaminophen'],
    [],
    [
      on('tablet', '500 mg'),
      on('sachet', '150 mg', '250 mg'),
      on('suppository', '150 mg', '300 mg'),
      on('infusion', '1 g/100 mL'),
    ],
  ),
  drug(
    'ibuprofen',
    'Ibuprofen',
    [],
    ['nsaids'],
    [on('tablet', '400 mg'), on('oral-liquid', '100 mg/5 mL')],
  ),
  drug(
    'diclofenac',
    'Diclofenac',
    ['voltaren'],
    ['nsaids'],
    [on('tablet', '50 mg'), { ...on('injection', '75 mg/3 mL'), routes: ['intramuscular'] }],
  ),
  drug('meloxicam', 'Meloxicam', ['mobic'], ['nsaids'], [on('tablet', '7,5 mg', '15 mg')]),
  drug(
    'acetylsalicylic-acid',
    'Acid acetylsalicylic',
    ['aspirin', 'acetylsalicylic acid', 'asa'],
    ['salicylates'],
    [on('tablet', '81 mg', '500 mg')],
  ),
  drug(
    'morphine',
    'Morphin',
    ['morphine'],
    ['opioids'],
    [{ ...on('injection', '10 mg/mL'), routes: ['intravenous', 'subcutaneous', 'intramuscular'] }],
  ),
  drug(
    'tramadol',
    'Tramadol',
    [],
    ['opioids'],
    [on('capsule', '50 mg'), on('injection', '100 mg/2 mL')],
  ),
  drug('colchicine', 'Colchicin', ['colchicine'], [], [on('tablet', '1 mg')]),
  drug('allopurinol', 'Allopurinol', [], [], [on('tablet', '300 mg')]),
  // Infection
  drug(
    'benzylpenicillin',
    'Benzylpenicillin',
    ['penicillin g'],
    ['penicillins'],
    [on('powder-for-injection', '1 000 000 đơn vị')],
  ),
  drug(
    'amoxicillin',
    'Amoxicillin',
    ['amoxycillin', 'amox'],
    ['penicillins'],
    [on('capsule', '500 mg'), on('sachet', '250 mg')],
  ),
  drug(
    'amoxicillin-clavulanic-acid',
    'Amoxicillin + acid clavulanic',
    ['augmentin', 'co-amoxiclav', 'amoxicillin clavulanate'],
    ['penicillins'],
    [
      on('tablet', '875 mg + 125 mg', '500 mg + 125 mg'),
      on('powder-for-injection', '1 g + 200 mg'),
    ],
    ['amoxicillin', 'clavulanic-acid'],
  ),
  drug(
    'ampicillin-sulbactam',
    'Ampicillin + sulbactam',
    ['unasyn'],
    ['penicillins'],
    [on('powder-for-injection', '1 g + 0,5 g')],
    ['ampicillin', 'sulbactam'],
  ),
  drug(
    'piperacillin-tazobactam',
    'Piperacillin + tazobactam',
    ['tazocin'],
    ['penicillins'],
    [{ ...on('powder-for-injection', '4 g + 0,5 g'), routes: ['intravenousInfusion'] }],
    ['piperacillin', 'tazobactam'],
  ),
  drug(
    'cefuroxime',
    'Cefuroxim',
    ['cefuroxime', 'zinnat'],
    ['cephalosporins'],
    [on('tablet', '250 mg', '500 mg'), on('powder-for-injection', '750 mg')],
  ),
  drug(
    'cefixime',
    'Cefixim',
    ['cefixime'],
    ['cephalosporins'],
    [on('capsule', '200 mg'), on('sachet', '100 mg')],
  ),
  drug(
    'cefotaxime',
    'Cefotaxim',
    ['cefotaxime'],
    ['cephalosporins'],
    [on('powder-for-injection', '1 g')],
  ),
  drug(
    'ceftriaxone',
    'Ceftriaxon',
    ['ceftriaxone', 'rocephin'],
    ['cephalosporins'],
    [on('powder-for-injection', '1 g')],
  ),
  drug(
    'ceftazidime',
    'Ceftazidim',
    ['ceftazidime'],
    ['cephalosporins'],
    [on('powder-for-injection', '1 g')],
  ),
  drug(
    'meropenem',
    'Meropenem',
    [],
    ['carbapenems'],
    [
      {
        ...on('powder-for-injection', '500 mg', '1 g'),
        routes: ['intravenous', 'intravenousInfusion'],
      },
    ],
  ),
  drug('azithromycin', 'Azithromycin', [], ['macrolides'], [on('tablet', '250 mg', '500 mg')]),
  drug('clarithromycin', 'Clarithromycin', [], ['macrolides'], [on('tablet', '500 mg')]),
  drug(
    'levofloxacin',
    'Levofloxacin',
    ['tavanic'],
    ['fluoroquinolones'],
    [on('tablet', '500 mg'), on('infusion', '750 mg/150 mL', '500 mg/100 mL')],
  ),
  drug(
    'ciprofloxacin',
    'Ciprofloxacin',
    [],
    ['fluoroquinolones'],
    [on('tablet', '500 mg'), on('infusion', '200 mg/100 mL')],
  ),
  drug('gentamicin', 'Gentamicin', [], ['aminoglycosides'], [on('injection', '80 mg/2 mL')]),
  drug('amikacin', 'Amikacin', [], ['aminoglycosides'], [on('injection', '500 mg/2 mL')]),
  drug('doxycycline', 'Doxycyclin', ['doxycycline'], ['tetracyclines'], [on('capsule', '100 mg')]),
  drug(
    'sulfamethoxazole-trimethoprim',
    'Sulfamethoxazol + trimethoprim',
    ['co-trimoxazole', 'cotrimoxazol', 'bactrim', 'biseptol'],
    ['sulfonamides'],
    [on('tablet', '800 mg + 160 mg', '400 mg + 80 mg')],
    ['sulfamethoxazole', 'trimethoprim'],
  ),
  drug(
    'metronidazole',
    'Metronidazol',
    ['metronidazole', 'flagyl'],
    ['nitroimidazoles'],
    [on('tablet', '250 mg'), on('infusion', '500 mg/100 mL')],
  ),
  drug(
    'vancomycin',
    'Vancomycin',
    [],
    [],
    [{ ...on('powder-for-injection', '500 mg', '1 g'), routes: ['intravenousInfusion'] }],
  ),
  drug('oseltamivir', 'Oseltamivir', ['tamiflu'], [], [on('capsule', '75 mg')]),
  drug('fluconazole', 'Fluconazol', ['fluconazole'], [], [on('capsule', '150 mg')]),
  // Heart and vessels
  drug('amlodipine', 'Amlodipin', ['amlodipine'], [], [on('tablet', '5 mg', '10 mg')]),
  drug('nifedipine', 'Nifedipin', ['nifedipine'], [], [on('tablet', '20 mg')]),
  drug('enalapril', 'Enalapril', [], ['ace-inhibitors'], [on('tablet', '5 mg', '10 mg')]),
  drug('perindopril', 'Perindopril', ['coversyl'], ['ace-inhibitors'], [on('tablet', '5 mg')]),
  drug('losartan', 'Losartan', [], [], [on('tablet', '50 mg')]),
  drug('bisoprolol', 'Bisoprolol', [], [], [on('tablet', '2,5 mg', '5 mg')]),
  drug(
    'furosemide',
    'Furosemid',
    ['furosemide', 'lasix'],
    [],
    [
      on('tablet', '40 mg'),
      { ...on('injection', '20 mg/2 mL'), routes: ['intravenous', 'intramuscular'] },
    ],
  ),
  drug('spironolactone', 'Spironolacton', ['spironolactone'], [], [on('tablet', '25 mg')]),
  drug('digoxin', 'Digoxin', [], [], [on('tablet', '0,25 mg')]),
  drug('atorvastatin', 'Atorvastatin', ['lipitor'], [], [on('tablet', '10 mg', '20 mg')]),
  drug('clopidogrel', 'Clopidogrel', ['plavix'], [], [on('tablet', '75 mg')]),
  drug(
    'enoxaparin',
    'Enoxaparin',
    ['lovenox'],
    ['heparins'],
    [on('pre-filled-syringe', '40 mg/0,4 mL', '60 mg/0,6 mL')],
  ),
  drug(
    'nitroglycerin',
    'Nitroglycerin',
    ['glyceryl trinitrate'],
    [],
    [on('sublingual-tablet', '0,5 mg')],
  ),
  drug(
    'adrenaline',
    'Adrenalin',
    ['adrenaline', 'epinephrine', 'epinephrin'],
    [],
    [{ ...on('injection', '1 mg/mL'), routes: ['intramuscular', 'intravenous', 'subcutaneous'] }],
  ),
  // Chest
  drug(
    'salbutamol',
    'Salbutamol',
    ['ventolin', 'albuterol'],
    [],
    [
      on('metered-inhaler', '100 microgam/nhát xịt'),
      on('nebuliser-solution', '2,5 mg/2,5 mL', '5 mg/2,5 mL'),
    ],
  ),
  drug(
    'budesonide',
    'Budesonid',
    ['budesonide', 'pulmicort'],
    ['corticosteroids'],
    [on('nebuliser-solution', '500 microgam/2 mL')],
  ),
  drug('acetylcysteine', 'Acetylcystein', ['acetylcysteine'], [], [on('sachet', '200 mg')]),
  drug(
    'prednisolone',
    'Prednisolon',
    ['prednisolone'],
    ['corticosteroids'],
    [on('tablet', '5 mg')],
  ),
  drug(
    'methylprednisolone',
    'Methylprednisolon',
    ['methylprednisolone', 'solu-medrol'],
    ['corticosteroids'],
    [on('tablet', '16 mg'), on('powder-for-injection', '40 mg')],
  ),
  // Metabolism, stomach, others
  drug(
    'insulin-glargine',
    'Insulin glargin',
    ['insulin glargine', 'lantus'],
    [],
    [on('insulin-injection', '100 đơn vị/mL')],
  ),
  drug(
    'insulin-regular',
    'Insulin người tác dụng nhanh',
    ['insulin regular', 'actrapid'],
    [],
    [
      {
        ...on('insulin-injection', '100 đơn vị/mL'),
        routes: ['subcutaneous', 'intravenousInfusion'],
      },
    ],
  ),
  drug('metformin', 'Metformin', ['glucophage'], [], [on('tablet', '500 mg', '850 mg')]),
  drug('gliclazide', 'Gliclazid', ['gliclazide'], [], [on('tablet', '30 mg', '60 mg')]),
  drug(
    'levothyroxine',
    'Levothyroxin',
    ['levothyroxine'],
    [],
    [on('tablet', '50 microgam', '100 microgam')],
  ),
  drug(
    'omeprazole',
    'Omeprazol',
    ['omeprazole'],
    [],
    [
      on('capsule', '20 mg'),
      { ...on('powder-for-injection', '40 mg'), routes: ['intravenous', 'intravenousInfusion'] },
    ],
  ),
  drug('domperidone', 'Domperidon', ['domperidone'], [], [on('tablet', '10 mg')]),
  drug(
    'oral-rehydration-salts',
    'Oresol',
    ['ors', 'bù nước điện giải', 'oral rehydration salts'],
    [],
    [on('sachet', '4,1 g')],
  ),
  drug(
    'sodium-chloride',
    'Natri clorid 0,9 %',
    ['nacl', 'nước muối', 'sodium chloride', 'saline'],
    [],
    [on('infusion', '500 mL')],
  ),
  drug('ringer-lactate', 'Ringer lactat', ['ringer lactate'], [], [on('infusion', '500 mL')]),
  drug(
    'potassium-chloride',
    'Kali clorid',
    ['kcl', 'potassium chloride'],
    [],
    [on('tablet', '600 mg'), { ...on('injection', '1 g/10 mL'), routes: ['intravenousInfusion'] }],
  ),
  drug(
    'diazepam',
    'Diazepam',
    ['seduxen'],
    [],
    [on('tablet', '5 mg'), on('injection', '10 mg/2 mL')],
  ),
  drug(
    'chlorphenamine',
    'Clorpheniramin',
    ['chlorpheniramine', 'chlorphenamine'],
    [],
    [on('tablet', '4 mg')],
  ),
  drug(
    'lidocaine',
    'Lidocain',
    ['lidocaine', 'xylocaine'],
    ['local-anaesthetics'],
    [{ ...on('injection', '40 mg/2 mL'), routes: ['subcutaneous', 'intravenous'] }],
  ),
  drug('tobramycin', 'Tobramycin', ['tobrex'], ['aminoglycosides'], [on('eye-drops', '0,3 %')]),
  drug(
    'betamethasone',
    'Betamethason',
    ['betamethasone'],
    ['corticosteroids'],
    [on('cream', '0,05 %')],
  ),
];

function drug(
  code: string,
  name: string,
  aliases: readonly string[],
  classes: readonly AllergyClassCode[],
  products: readonly DrugProduct[],
  substances: readonly string[] = [code],
): Drug {
  return { code, name, aliases, substances, classes, products };
}

function on(form: DosageFormCode, ...strengths: readonly string[]): DrugProduct {
  return { form, strengths };
}
