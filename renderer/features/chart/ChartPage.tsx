import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { isCurrent } from '../../../shared/clinical/orderState.ts';
import { may } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonIcon, SplitDiscIcon } from '../../ui/icons.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { AllergiesTab } from '../allergies/AllergiesTab.tsx';
import { CloseEncounter } from '../encounter/CloseEncounter.tsx';
import { EncounterStrip } from '../encounter/EncounterStrip.tsx';
import { Transfer } from '../encounter/Transfer.tsx';
import { ClosedChart } from '../glass/ClosedChart.tsx';
import { GlassStrip } from '../glass/GlassStrip.tsx';
import { useGlass } from '../glass/useGlass.ts';
import { HistoryButton } from '../history/HistoryButton.tsx';
import { HistoryProvider } from '../history/historyContext.ts';
import { HistoryPanel } from '../history/HistoryPanel.tsx';
import { useHistoryKey } from '../history/useHistoryKey.ts';
import { SamePersonPanel } from '../identities/SamePersonPanel.tsx';
import { NotesTab } from '../notes/NotesTab.tsx';
import { standingOfDraft } from '../notes/draftStanding.ts';
import { OrdersTab } from '../orders/OrdersTab.tsx';
import { SetAsideStrip } from '../setAside/SetAsideStrip.tsx';
import { useChartSetAside } from '../setAside/useSetAside.ts';
import { PhotoPanel } from '../photo/PhotoPanel.tsx';
import { PatientDetails } from '../patient/PatientDetails.tsx';
import { useCarried } from './useCarried.ts';
import { ChartBanner } from './ChartBanner.tsx';
import { chartDisagreements } from './chartDisagreements.ts';
import { Completeness } from './Completeness.tsx';
import { Overview } from './Overview.tsx';
import { PartialChart } from './PartialChart.tsx';
import { useChart } from './useChart.ts';
import type { Chart } from './useChart.ts';
import css from './chart.module.css';

const tabs = ['overview', 'notes', 'orders', 'allergies'] as const;
type TabName = (typeof tabs)[number];
type ChartPanel = 'patient' | 'same' | 'photo' | 'transfer' | 'close' | 'history';

const tabKeys: Readonly<Record<string, TabName>> = { F4: 'notes', F6: 'orders' };

/** A patient's chart. One patient at a time: another id is another page. */
export function ChartPage(props: {
  readonly patientId: string;
  /** The card that somebody came for, from the inbox. */
  readonly wanted?: string | undefined;
}) {
  const { patientId, wanted } = props;
  const { t } = useTranslation('chart');
  const chart = useChart(patientId);
  if (chart === 'loading') return <Skeleton lines={8} />;
  if (chart === 'missing') {
    return (
      <>
        <h1 className="visuallyHidden">{t('missingTitle')}</h1>
        <EmptyState icon={<PersonIcon size={32} />} title={t('missingTitle')}>
          {t('missing')}
        </EmptyState>
      </>
    );
  }
  return <PermittedChart key={chart.patientId} chart={chart} wanted={wanted} />;
}

/** The chart as far as this person may read it, by their rights or past them in an emergency. */
function PermittedChart({ chart, wanted }: { chart: Chart; wanted: string | undefined }) {
  const { access, broken, breakIt, close } = useGlass(chart);
  if (access.kind === 'reading') return <Skeleton lines={8} />;
  if (access.kind === 'closed') {
    return <ClosedChart chart={chart} because={access.because} onBreak={breakIt} />;
  }
  const strip = broken ? <GlassStrip broken={broken} onClose={close} /> : null;
  return <OpenChart chart={chart} wanted={wanted} strip={strip} />;
}

function OpenChart(props: { chart: Chart; wanted: string | undefined; strip: ReactNode }) {
  const { chart, wanted, strip } = props;
  const { t } = useTranslation(['chart', 'encounter']);
  const { person } = useSession();
  const [tab, setTab] = useState<TabName>('overview');
  const [panel, setPanel] = useState<ChartPanel | undefined>(undefined);
  const [historyOf, setHistoryOf] = useState(chart.patient.id);
  /** What was asked for in the chart itself stands before what somebody came for. */
  const [shown, setShown] = useState<string | undefined>(undefined);
  const closePanel = () => setPanel(undefined);
  const showHistory = useCallback((recordId: string) => {
    setHistoryOf(recordId);
    setPanel('history');
  }, []);
  useHistoryKey(showHistory, chart.patient.id);
  // Coming from the inbox once more leads to the card again.
  useEffect(() => {
    if (wanted === undefined) return;
    setShown(undefined);
    setTab('overview');
  }, [wanted]);
  useCarried(chart.patientId, () => setPanel('patient'));
  useTabKeys(setTab);
  const disagreements = chartDisagreements(chart).length;
  const setAside = useChartSetAside(chart);
  const counts: Record<TabName, number> = {
    overview: 0,
    notes: chart.drafts.filter((draft) => openDraft(draft, chart)).length,
    orders: chart.orders.filter((order) => isCurrent(chart.orderStates.get(order.id)!)).length,
    allergies: 0,
  };
  return (
    <HistoryProvider value={showHistory}>
      <div className={css['page']}>
        <ChartBanner
          chart={chart}
          onEditPatient={() => setPanel('patient')}
          onTransfer={() => setPanel('transfer')}
          onPhoto={() => setPanel('photo')}
        />
        {strip}
        <SetAsideStrip
          chart={chart}
          setAside={setAside}
          onShow={() => {
            setTab('overview');
            setShown(setAside[0]?.recordId);
          }}
        />
        <PartialChart patientId={chart.patientId} />
        {chart.linked.map(({ patientId: member }) => (
          <PartialChart key={member} patientId={member} />
        ))}
        {chart.encounter ? (
          <EncounterStrip
            chart={chart}
            encounter={chart.encounter}
            onSettle={() => setPanel('close')}
          />
        ) : null}
        <div className={css['tabsAndPanel']}>
          <Tabs
            className={css['tabs']!}
            selectedKey={tab}
            onSelectionChange={(key) => setTab(key as TabName)}
          >
            <div className={css['tabLine']}>
              <TabList className={css['tabList']!} aria-label={t('chart:parts')}>
                {tabs.map((name) => (
                  <Tab
                    key={name}
                    id={name}
                    className={css['tab']!}
                    aria-label={t(`chart:tab.${name}`)}
                  >
                    {t(`chart:tab.${name}`)}
                    {counts[name] > 0 ? <span className={css['count']}>{counts[name]}</span> : null}
                  </Tab>
                ))}
              </TabList>
              <div className={css['lineRight']}>
                {disagreements > 0 ? (
                  <button className={css['disputes']} onClick={() => setTab('overview')}>
                    <SplitDiscIcon size={15} />
                    {t('chart:disagreements', { count: disagreements })}
                  </button>
                ) : null}
                <Completeness patientId={chart.patientId} />
                <HistoryButton record={chart.patient} what={t('chart:banner')} />
                {chart.encounter && chart.encounterState.kind === 'open' ? (
                  <Button
                    kind="quiet"
                    onPress={() => setPanel('close')}
                    lockedBecause={
                      may(person.role, 'create', 'encounterEvent')
                        ? undefined
                        : t('encounter:locked.notDoctor')
                    }
                  >
                    {t('encounter:close')}
                  </Button>
                ) : null}
              </div>
            </div>
            <TabPanel id="overview" className={css['panel']!}>
              <Overview
                chart={chart}
                setAside={setAside}
                wanted={shown ?? wanted}
                onEditPatient={() => setPanel('patient')}
              />
            </TabPanel>
            <TabPanel id="notes" className={css['panel']!}>
              <NotesTab chart={chart} onOpenEncounter={() => setTab('overview')} />
            </TabPanel>
            <TabPanel id="orders" className={css['panel']!}>
              <OrdersTab chart={chart} onOpenEncounter={() => setTab('overview')} />
            </TabPanel>
            <TabPanel id="allergies" className={css['panel']!}>
              <AllergiesTab chart={chart} />
            </TabPanel>
          </Tabs>
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
          {panel === 'close' && chart.encounter ? (
            <CloseEncounter chart={chart} encounter={chart.encounter} onClose={closePanel} />
          ) : null}
          {panel === 'history' ? (
            <HistoryPanel
              chart={chart}
              recordId={historyOf}
              onChoose={setHistoryOf}
              onClose={closePanel}
            />
          ) : null}
        </div>
      </div>
    </HistoryProvider>
  );
}

function openDraft(draft: Chart['drafts'][number], chart: Chart): boolean {
  const standing = standingOfDraft(draft, chart.notes);
  return standing === 'open' || standing === 'writtenAfterSigning';
}

/** F4 and F6 open the two commonest parts from anywhere in the chart, a field included. */
function useTabKeys(open: (tab: TabName) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const tab = tabKeys[event.key];
      if (!tab || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      open(tab);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [open]);
}
