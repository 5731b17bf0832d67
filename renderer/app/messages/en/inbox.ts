import type { Messages } from '../messages.ts';
import type { inbox as vi } from '../vi/inbox.ts';

export const inbox: Messages<typeof vi> = {
  title: 'Waiting for me',
  filter: 'Whose to show',
  'filter.mine': 'For me',
  'filter.ward': '{{ward}}',
  'filter.all': 'For everyone',
  mine: 'yours',
  complete: 'Every chart on this workstation was looked through: {{total}}',
  looking: 'Looking through the charts: {{done}} of {{total}}. There may be more',
  reading: 'Reading the list of patients',
  'empty.mine': 'Nothing waits for you',
  'empty.ward': 'Nothing waits in this ward',
  'empty.all': 'No disagreement and no finding',
  emptyWhy: 'Disagreements and findings show here as soon as they reach this workstation.',
  more_one: 'Show more, {{count}} is left',
  more_other: 'Show more, {{count}} are left',
};
