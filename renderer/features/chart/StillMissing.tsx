import { useTranslation } from 'react-i18next';
import { countsAsActive } from '../../../shared/clinical/allergyState.ts';
import { missingOf } from '../../../shared/identity/missing.ts';
import type { MissingItem } from '../../../shared/identity/missing.ts';
import { may } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/useNow.ts';
import { Card } from './Card.tsx';
import css from './chart.module.css';
import type { Chart } from './useChart.ts';

/** What is still missing of the person and the visit, until it is closed. */
export function missingOfChart(chart: Chart, now: string): readonly MissingItem[] {
  if (!chart.encounter || chart.encounterState.kind !== 'open') return [];
  return missingOf(
    [chart.patient, ...chart.linked],
    { encounter: chart.encounter, hasAllergies: chart.allergies.some(countsAsActive) },
    now,
  );
}

/** Lists it in the chart, with the way to where it is filled in. */
export function StillMissing({ chart, onFill }: { chart: Chart; onFill: () => void }) {
  const { t } = useTranslation(['chart', 'registration']);
  const { person } = useSession();
  const missing = missingOfChart(chart, useNow());
  if (missing.length === 0) return null;
  return (
    <Card
      title={t('chart:stillMissing', { count: missing.length })}
      aside={
        may(person.role, 'edit', 'patient') ? (
          <Button kind="quiet" onPress={onFill}>
            {t('chart:fillIn')}
          </Button>
        ) : undefined
      }
    >
      <p className={css['none']}>
        {missing.map((item) => t(`registration:laterItem.${item}`)).join(', ')}
      </p>
    </Card>
  );
}
