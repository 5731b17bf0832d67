import type { AnyRecord } from '../../../records/kinds.ts';
import { isWork, workAfterClosing as afterClosing } from '../../encounterState.ts';
import type { Work } from '../../encounterState.ts';
import { noteStandingOf } from '../../noteStanding.ts';
import { isCurrent } from '../../orderState.ts';
import type { Chart } from '../chart.ts';
import { statesOf } from '../chartStates.ts';
import type { Rule } from '../finding.ts';

/** Work was written into a visit that had been ended by somebody who hadn't seen it. */
export const workAfterClosing: Rule = {
  code: 'workAfterClosing',
  why: 'Who closed the visit didn’t know of it: an order may still have to be given, or stopped.',
  severity: 'warning',
  heldBack: ['export'],
  settledBy: ['treatingDoctor'],
  find(chart) {
    const { encounters } = statesOf(chart);
    if ([...encounters.values()].every(({ kind }) => kind === 'open')) return [];
    const work = standingWork(chart);
    return chart.of('encounter').flatMap((encounter) => {
      const state = encounters.get(encounter.id)!;
      const late = afterClosing(encounter, state, work);
      if (state.kind === 'open' || late.length === 0) return [];
      return [
        {
          recordIds: [encounter.id, ...state.by.map(({ id }) => id), ...late.map(({ id }) => id)],
          data: {
            count: String(late.length),
            kinds: [...new Set(late.map(({ kind }) => kind))].sort().join(', '),
          },
        },
      ];
    });
  },
};

/** What was taken back, ended or put aside needs nobody's decision any more. */
function standingWork(chart: Chart): readonly Work[] {
  const { orders } = statesOf(chart);
  const retractions = chart.of('retraction');
  const signed = new Set(chart.of('note').map(({ draftId }) => draftId));
  const all: readonly AnyRecord[] = [
    ...chart.of('note').filter((note) => noteStandingOf(note, retractions).kind === 'standing'),
    ...chart
      .of('noteDraft')
      .filter(({ id, signedAs, discarded }) => !signedAs && !discarded && !signed.has(id)),
    ...chart.of('order').filter(({ id }) => isCurrent(orders.get(id)!)),
    ...chart.of('condition'),
  ];
  return all.filter(isWork);
}
