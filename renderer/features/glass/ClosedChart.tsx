import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { glassHours, glassReasons } from '../../../shared/people/chartAccess.ts';
import type { GlassReason } from '../../../shared/people/chartAccess.ts';
import { useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { LockIcon } from '../../ui/icons.tsx';
import { ChartBanner } from '../chart/ChartBanner.tsx';
import { wardName } from '../chart/directory.ts';
import type { Chart } from '../chart/useChart.ts';
import { Transfer } from '../encounter/Transfer.tsx';
import { SamePersonPanel } from '../identities/SamePersonPanel.tsx';
import { PhotoPanel } from '../photo/PhotoPanel.tsx';
import { PatientDetails } from '../patient/PatientDetails.tsx';
import css from './glass.module.css';

/** Who the patient is, and why no more is shown; with a reason it is opened at once. */
export function ClosedChart(props: {
  readonly chart: Chart;
  readonly because: 'role' | 'ward';
  readonly onBreak: (reason: GlassReason) => Promise<void>;
}) {
  const { chart, because, onBreak } = props;
  const { t } = useTranslation('glass');
  const { app } = useSession();
  const act = useAct();
  const [reason, setReason] = useState<GlassReason | null>(null);
  const [panel, setPanel] = useState<'patient' | 'same' | 'photo' | 'transfer' | undefined>(
    undefined,
  );
  const closePanel = () => setPanel(undefined);
  const ward = chart.encounter ? wardName(app, chart.encounter.ward) : '';
  return (
    <div className={css['page']}>
      <ChartBanner
        chart={chart}
        onEditPatient={() => setPanel('patient')}
        onTransfer={() => setPanel('transfer')}
        onPhoto={() => setPanel('photo')}
      />
      <div className={css['closedAndPanel']}>
        <section className={css['closed']} aria-labelledby="closed-chart">
          <h2 id="closed-chart">
            <LockIcon size={20} />
            {t(`closed.${because}`, { ward })}
          </h2>
          <p>{t('why')}</p>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (reason) void act.run(() => onBreak(reason));
            }}
          >
            <ChoiceTiles
              label={t('reason')}
              choices={glassReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
              value={reason}
              onChange={setReason}
              required
              stacked
            />
            <Button
              kind="primary"
              type="submit"
              busy={act.busy}
              lockedBecause={reason ? undefined : t('reasonFirst')}
            >
              {t('open', { hours: glassHours })}
            </Button>
          </form>
        </section>
        {panel === 'patient' ? (
          <PatientDetails
            patient={chart.patient}
            onClose={closePanel}
            onSame={() => setPanel('same')}
          />
        ) : null}
        {panel === 'same' ? (
          <SamePersonPanel patientId={chart.patientId} onClose={closePanel} />
        ) : null}
        {panel === 'photo' ? <PhotoPanel chart={chart} onClose={closePanel} /> : null}
        {panel === 'transfer' && chart.encounter ? (
          <Transfer encounter={chart.encounter} onClose={closePanel} />
        ) : null}
      </div>
    </div>
  );
}
