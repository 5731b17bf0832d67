import { useTranslation } from 'react-i18next';
import { Disagreements } from '../disagreements/Disagreements.tsx';
import { Findings } from '../findings/Findings.tsx';
import { disputableRecords } from './chartDisagreements.ts';
import { SetAsideList } from '../setAside/SetAsideList.tsx';
import type { SetAside } from '../setAside/setAside.ts';
import { OpenEncounter } from './OpenEncounter.tsx';
import { ActiveOrdersCard, AllergiesCard, LatestNotesCard, ProblemsCard } from './SummaryCards.tsx';
import { StillMissing } from './StillMissing.tsx';
import type { Chart } from './useChart.ts';
import css from './chart.module.css';

/** What somebody needs who stands at the bed for the first time. */
export function Overview(props: {
  chart: Chart;
  setAside: readonly SetAside[];
  wanted?: string | undefined;
  onEditPatient: () => void;
}) {
  const { chart, wanted, onEditPatient } = props;
  const { t } = useTranslation('chart');
  return (
    <div className={css['canvas']} tabIndex={0} role="region" aria-label={t('tab.overview')}>
      <div className={css['columns']}>
        <div className={css['wide']}>
          {chart.encounter && chart.encounterState.kind === 'open' ? null : (
            <OpenEncounter patientId={chart.patientId} />
          )}
          <SetAsideList chart={chart} setAside={props.setAside} wanted={wanted} />
          <Findings chart={chart} wanted={wanted} />
          <Disagreements records={disputableRecords(chart)} wanted={wanted} />
        </div>
        <div className={css['column']}>
          <ActiveOrdersCard chart={chart} />
          <AllergiesCard chart={chart} />
        </div>
        <div className={css['column']}>
          <ProblemsCard chart={chart} />
          <LatestNotesCard chart={chart} />
          <StillMissing chart={chart} onFill={onEditPatient} />
        </div>
      </div>
    </div>
  );
}
