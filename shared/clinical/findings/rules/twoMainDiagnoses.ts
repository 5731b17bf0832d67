import { liveDots } from '../../../merge/liveDots.ts';
import type { RecordOf } from '../../../records/kinds.ts';
import type { Rule } from '../finding.ts';
import { valuesOf } from '../sidesInChart.ts';

type Condition = RecordOf<'condition'>;

/** One visit has two main diagnoses that are active, on any side of a disagreement. */
export const twoMainDiagnoses: Rule = {
  code: 'twoMainDiagnoses',
  why: 'A claim has exactly one main diagnosis (insurance XML1, MA_BENH_CHINH).',
  severity: 'warning',
  heldBack: ['export'],
  settledBy: ['treatingDoctor'],
  find(chart) {
    const byEncounter = new Map<string, Condition[]>();
    for (const condition of chart.of('condition').filter(mayBeMain)) {
      for (const encounterId of new Set(valuesOf(condition, 'encounterId') as string[])) {
        const group = byEncounter.get(encounterId);
        if (group) group.push(condition);
        else byEncounter.set(encounterId, [condition]);
      }
    }
    return [...byEncounter]
      .filter(([, conditions]) => conditions.length > 1)
      .map(([encounterId, conditions]) => ({
        recordIds: [encounterId, ...conditions.map(({ id }) => id)],
        dots: conditions.flatMap((condition) => liveDots(condition, 'encounterId', 'diagnosis')),
        data: { diagnoses: conditions.map(({ text }) => text).join(', ') },
      }));
  },
};

function mayBeMain(condition: Condition): boolean {
  const sides = valuesOf(condition, 'diagnosis') as readonly (Partial<Condition> | null)[];
  return sides.some((side) => side?.rank === 'main' && side.clinicalStatus === 'active');
}
