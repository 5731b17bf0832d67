import type { Messages } from '../messages.ts';
import type { glass as vietnamese } from '../vi/glass.ts';

export const glass: Messages<typeof vietnamese> = {
  'closed.role': 'Your role doesn’t read notes, orders and results',
  'closed.ward': 'The patient is in {{ward}}, which isn’t your ward',
  why: 'If the patient needs it, you open the chart yourself, now. It is written to the audit trail with your name and the reason, and the auditor sees it before everything else.',
  reason: 'Why it has to be opened',
  'reason.emergency': 'An emergency that can’t wait',
  'reason.consulted': 'A consultation, or I was asked',
  'reason.covering': 'I am on duty for that ward, or helping there',
  'reason.comingHere': 'The patient is about to come to me',
  'reason.treatedBefore': 'I follow a patient whom I treated',
  reasonFirst: 'Choose the reason first',
  open: 'Open in an emergency, for {{hours}} hours',
  stands: 'This chart is open in an emergency, until {{at}}',
  standsWhy: 'Reason: {{reason}}. The auditor sees it.',
  close: 'Close it now',
};
