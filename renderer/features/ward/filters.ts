import type { BoardPatient } from './boardPatients.ts';

export type BoardFilter =
  'all' | 'setAside' | 'disputed' | 'notAsked' | 'drafts' | 'undelivered' | 'noBed';

export const boardFilters: Readonly<Record<BoardFilter, (patient: BoardPatient) => boolean>> = {
  all: () => true,
  setAside: ({ setAside }) => setAside > 0,
  disputed: ({ disputed }) => disputed,
  notAsked: ({ allergy }) => allergy === 'notAsked',
  drafts: ({ drafts }) => drafts > 0,
  undelivered: ({ delivery }) => delivery !== 'onServer',
  noBed: ({ bed }) => bed === undefined,
};
