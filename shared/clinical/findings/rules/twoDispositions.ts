import { statesOf } from '../chartStates.ts';
import type { Rule } from '../finding.ts';

/** A visit was closed twice, and differently, by people who didn't know of each other. */
export const twoDispositions: Rule = {
  code: 'twoDispositions',
  why: 'A patient isn’t both discharged and referred; papers and claim wait for the true one.',
  severity: 'warning',
  heldBack: ['export'],
  settledBy: ['treatingDoctor'],
  find(chart) {
    return [...statesOf(chart).encounters].flatMap(([encounterId, state]) =>
      state.kind === 'dispositionDisputed'
        ? [
            {
              recordIds: [encounterId, ...state.by.map(({ id }) => id)],
              data: { dispositions: state.dispositions.join(', ') },
            },
          ]
        : [],
    );
  },
};
