import { liveDots } from '../../../merge/liveDots.ts';
import { countsAsActive, substancesOf } from '../../allergyState.ts';
import type { Rule } from '../finding.ts';
import { valuesOf } from '../sidesInChart.ts';

/** "No known allergy" stands beside an active allergy. */
export const noneKnownBesideAllergy: Rule = {
  code: 'noneKnownBesideAllergy',
  why: 'One of the two is wrong, and whoever reads only "none known" may give the drug.',
  severity: 'warning',
  heldBack: [],
  settledBy: ['doctor', 'nurse'],
  find(chart) {
    const { patient } = chart;
    if (!patient || !valuesOf(patient, 'allergyStatement').includes('noneKnown')) return [];
    const allergies = chart.of('allergy').filter(countsAsActive);
    if (allergies.length === 0) return [];
    const substances = allergies.flatMap(substancesOf).map(({ substance }) => substance);
    return [
      {
        recordIds: [patient.id, ...allergies.map(({ id }) => id)],
        dots: [
          ...liveDots(patient, 'allergyStatement'),
          ...allergies.flatMap((allergy) => liveDots(allergy, 'substance', 'status')),
        ],
        data: { substances: [...new Set(substances)].sort().join(', ') },
      },
    ];
  },
};
