import type { Messages } from '../messages.ts';
import type { history as vi } from '../vi/history.ts';

export const history: Messages<typeof vi> = {
  title: 'History: {{what}}',
  which: 'Record',
  patient: 'Patient details',
  encounter: 'Visit since {{time}}',
  allergy: 'Allergy to {{what}}',
  condition: 'Diagnosis {{what}}',
  draft: 'Draft of {{name}}',
  loading: 'Reading the history',
  failedTitle: 'The history couldn’t be read',
  failed: 'Nothing is lost. Close it and open it again; if it happens again, lock and unlock.',
  emptyTitle: 'No history yet',
  empty: 'No save of this record is known to this workstation.',
  complete:
    'Every save that this workstation has received, the latest first. Times are of the workstation that wrote.',
  current: 'in use',
  disputed: 'disputed, not settled',
  superseded: 'replaced by {{name}} {{time}}',
  gone: 'no longer there; what replaced it hasn’t arrived here',
  merged: 'Merged by itself: {{own}} ‖ {{others}}',
  mergedWhy: 'Two people wrote at once and didn’t collide: both are kept, nobody has to settle.',
  unrecorded: 'Written before there was a detailed history',
  because: 'Because: {{reason}}',
  wrote: '{{name}}, {{time}}, {{where}}',
};
