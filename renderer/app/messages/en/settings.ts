import type { Messages } from '../messages.ts';
import type { settings as vi } from '../vi/settings.ts';

export const settings: Messages<typeof vi> = {
  title: 'Settings',
  language: 'Language',
  'language.vi': 'Tiếng Việt',
  'language.en': 'English',
  theme: 'Theme',
  'theme.light': 'Light',
  'theme.dark': 'Dark, for the ward at night',
  'theme.system': 'As the machine',
  density: 'Size',
  'density.desk': 'Desk',
  'density.bedside': 'Bedside, by touch',
  'densityDetail.desk': 'Targets of 32 px, dense tables',
  'densityDetail.bedside': 'Targets of 44 px, tall rows',
  workstation: 'This workstation',
  workstationName: 'Name',
  ward: 'Ward',
  numberBlock: 'Record number block',
  facility: 'Facility',
  version: 'Version',
  central: 'Central server',
  person: 'Signed in',
  savedHere: 'Kept for this workstation as soon as chosen.',
  notSaved: 'The settings could not be written. Your choice holds until the application closes.',
};
