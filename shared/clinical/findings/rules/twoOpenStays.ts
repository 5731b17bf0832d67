import { liveDots } from '../../../merge/liveDots.ts';
import { statesOf } from '../chartStates.ts';
import type { Rule } from '../finding.ts';
import { valuesOf } from '../sidesInChart.ts';

/** Two stays of one patient are open at once. */
export const twoOpenStays: Rule = {
  code: 'twoOpenStays',
  why: 'Two wards write orders into two stays, and neither sees the other’s.',
  severity: 'warning',
  heldBack: ['export'],
  settledBy: ['treatingDoctor', 'chargeNurse', 'registrar'],
  find(chart) {
    const { encounters } = statesOf(chart);
    const open = chart
      .of('encounter')
      .filter(
        (encounter) =>
          encounters.get(encounter.id)!.kind === 'open' &&
          valuesOf(encounter, 'class').includes('inpatient'),
      );
    if (open.length < 2) return [];
    return [
      {
        recordIds: open.map(({ id }) => id),
        dots: open.flatMap((encounter) => liveDots(encounter, 'class')),
        data: { wards: open.map(({ ward }) => ward).join(', '), count: String(open.length) },
      },
    ];
  },
};
