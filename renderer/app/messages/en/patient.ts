import type { patient as vi } from '../vi/patient.ts';
import type { Messages } from '../messages.ts';

export const patient: Messages<typeof vi> = {
  edit: 'Edit',
  editWhat: 'Edit patient details',
  title: 'Patient details',
  save: 'Save changes',
  giveUp: 'Discard changes',
  disputed: 'Recorded differently by two people: settle it where both are shown.',
  restored: 'What was being typed at {{time}} is back',
  startOver: 'Discard, start over',
  notKept: 'What was just typed is NOT SAVED. It is still on this screen; do not close it.',
  overtaken: 'Somebody else has just changed these details',
  overtakenWhat: 'If you save the same field, both values are kept until somebody settles them.',
  showNow: 'Show what stands now',
  'locked.notAlive': 'Save: nothing can be saved right now',
  'locked.birth': 'Save: the date of birth can’t be read',
  'locked.phone': 'Save: the telephone number can’t be read',
  'locked.nothing': 'Save: nothing was changed',
};
