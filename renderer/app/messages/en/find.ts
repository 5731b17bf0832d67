import type { Messages } from '../messages.ts';
import type { find as vi } from '../vi/find.ts';

export const find: Messages<typeof vi> = {
  title: 'Find a patient',
  placeholder: 'Name (without tone marks too), year of birth, last digits of card, phone, record',
  results: 'People found',
  nothing:
    'Nobody like that on this workstation. Type fewer letters, or try the year of birth or the last digits of the card.',
  checkMisfits: 'The check character doesn’t fit this record number',
  checkMisfitsDo:
    'One of its characters may be wrong. Look at name and date of birth before opening.',
  stillReading: 'The list of patients is still being read; this person may not show yet.',
  found_one: '{{count}} person',
  found_other: '{{count}} people',
  more: 'The first {{shown}} of {{total}}. Type more to narrow it down.',
  searched_one: 'Searching {{count}} patient on this workstation',
  searched_other: 'Searching {{count}} patients on this workstation',
};
