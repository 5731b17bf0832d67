/**
 * The values of each kind's enumerations, by version, as they were made. A version never changes what
 * it allows: another value, or one less, is a new version with a migration and a new line here, and the
 * older lines stay. Workstations and servers of an older version then keep what they can't read and
 * wait for their update, instead of taking it for damaged.
 */
export const valuesOfVersions: Readonly<
  Record<string, Readonly<Record<string, readonly unknown[]>>>
> = {
  'addendum@1': {},
  'allergy@1': {
    severity: ['mild', 'moderate', 'severe'],
    certainty: ['confirmed', 'suspected'],
    status: ['active', 'refuted'],
  },
  'change@1': {},
  'condition@1': { rank: ['main', 'comorbidity'], clinicalStatus: ['active', 'resolved'] },
  'encounter@1': { class: ['inpatient', 'outpatient', 'emergency'] },
  'encounterEvent@1': {
    'event/kind': ['close', 'reopen', 'enteredInError'],
    'event/disposition': ['discharged', 'referred', 'absconded', 'died', 'other'],
  },
  'findingAcknowledgement@1': {},
  'note@1': { noteType: ['progress', 'admission', 'nursing'] },
  'noteDraft@1': { noteType: ['progress', 'admission', 'nursing'] },
  'order@1': {
    category: ['medication', 'laboratory'],
    'dosage/unit': [
      'mg',
      'g',
      'microgram',
      'mL',
      'unit',
      'mmol',
      'tablet',
      'capsule',
      'sachet',
      'ampoule',
      'puff',
      'drop',
    ],
    'dosage/route': [
      'oral',
      'intravenous',
      'intravenousInfusion',
      'intramuscular',
      'subcutaneous',
      'inhaled',
      'rectal',
      'topical',
      'sublingual',
    ],
    'dosage/timing/kind': ['timesPerDay', 'everyHours', 'once', 'timesOfDay'],
    priority: ['routine', 'urgent'],
  },
  'orderEvent@1': { event: ['stop', 'hold', 'resume', 'enteredInError'] },
  'patient@3': {
    sex: ['male', 'female', 'other', 'unknown'],
    'identifiers/*/system': ['cccd', 'cmnd', 'bhyt', 'passport', 'temporary'],
    'coverage/*/state': ['unverified', 'verified', 'refused'],
    'coverage/*/evidence': ['scannedCard', 'typedNumber', 'portal'],
    'coverage/*/because': ['offline', 'portalFailed', 'notAsked'],
    allergyStatement: ['notAsked', 'noneKnown'],
    codeStatus: ['full', 'dnr'],
    isolation: ['none', 'contact', 'droplet', 'airborne'],
    pregnancy: ['no', 'possible', 'yes'],
    fallRisk: ['low', 'high'],
  },
  'patient@4': {
    sex: ['male', 'female', 'other', 'unknown'],
    'identifiers/*/system': ['cccd', 'cmnd', 'bhyt', 'passport', 'temporary'],
    'coverage/*/state': ['unverified', 'verified', 'refused'],
    'coverage/*/evidence': ['scannedCard', 'typedNumber', 'portal'],
    'coverage/*/because': ['offline', 'portalFailed', 'notAsked'],
    allergyStatement: ['notAsked', 'noneKnown'],
    codeStatus: ['full', 'dnr'],
    isolation: ['none', 'contact', 'droplet', 'airborne'],
    pregnancy: ['no', 'possible', 'yes'],
    fallRisk: ['low', 'high'],
  },
  'patientLink@1': { 'event/kind': ['link', 'unlink', 'sorted', 'different', 'later'] },
  'patientPhoto@1': { 'event/kind': ['taken', 'retracted'] },
  'retraction@1': {},
};
