import { useTranslation } from 'react-i18next';
import { compareBySeverity } from '../../../shared/clinical/allergyState.ts';
import { isCurrent } from '../../../shared/clinical/orderState.ts';
import { latestFew, newestFirst } from '../../../shared/clinical/statedTime.ts';
import { noteStandingOf } from '../../../shared/clinical/noteStanding.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { OrderState } from '../../../shared/clinical/orderState.ts';
import { OrderLine } from '../orders/OrderLine.tsx';
import { TimeMark } from '../times/TimeMark.tsx';
import { timeOfSigning } from '../times/statedTimes.ts';
import { useKnownTimes } from '../times/useKnownTimes.ts';
import { allergyWords } from './allergyWords.ts';
import { Card } from './Card.tsx';
import { useIsWhole } from './useChartPresence.ts';
import { NoneHere } from './NoneHere.tsx';
import { stamp } from './directory.ts';
import type { Chart } from './useChart.ts';
import css from './chart.module.css';

export function ProblemsCard({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('chart');
  const active = chart.conditions
    .filter(({ clinicalStatus }) => clinicalStatus === 'active')
    .sort((a, b) => Number(b.rank === 'main') - Number(a.rank === 'main'));
  return (
    <Card title={t('problems')} aside={active.length > 0 ? t('mainFirst') : undefined}>
      {active.length === 0 ? (
        <p className={css['none']}>
          <NoneHere patientId={chart.patientId}>{t('noProblems')}</NoneHere>
        </p>
      ) : null}
      <ul className={css['rows']}>
        {active.map((condition) => (
          <li key={condition.id}>
            {condition.rank === 'main' ? <strong>{condition.text}</strong> : condition.text}
            <span className={css['rowEnd']}>{condition.code}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function ActiveOrdersCard({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('orders');
  const known = useKnownTimes();
  const whole = useIsWhole(chart.patientId);
  const active = chart.orders.filter((order) => isCurrent(chart.orderStates.get(order.id)!));
  const ordered = newestFirst(active, timeOfSigning, known);
  const drugs = active.filter(({ category }) => category === 'medication').length;
  return (
    <Card
      title={t('activeOrders')}
      aside={whole ? t('countDrugsTests', { drugs, tests: active.length - drugs }) : undefined}
    >
      {active.length === 0 ? (
        <p className={css['none']}>
          <NoneHere patientId={chart.patientId}>{t('noActive')}</NoneHere>
        </p>
      ) : null}
      <ul className={css['rows']}>
        {ordered.map((order) => (
          <li key={order.id}>
            <OrderLine order={order} />
            <span className={css['rowEnd']}>
              <TimeMark at={order.signedAt} on={order.recordedOn} brief />
              <NotRunning state={chart.orderStates.get(order.id)!} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Says of an order that it isn't simply running. */
function NotRunning({ state }: { state: OrderState }) {
  const { t } = useTranslation('orders');
  return state.kind === 'active' ? null : t(`state.${state.kind}`);
}

export function AllergiesCard({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation(['ui', 'chart', 'allergies']);
  const { t: tAllergies } = useTranslation('allergies');
  const { knowledge } = chart;
  return (
    <Card title={t('chart:allergies')}>
      {knowledge.kind === 'known' ? (
        <ul className={css['rows']}>
          {[...knowledge.allergies].sort(compareBySeverity).map((allergy) => (
            <li key={allergy.id}>
              <span className={css['critText']}>{allergyWords(tAllergies, allergy)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={css['none']}>{t(`ui:allergy.${knowledge.kind}`)}</p>
      )}
      {knowledge.kind === 'known' && knowledge.againstStatement ? (
        <Notice tone="warn" title={t('allergies:againstStatementTitle')} />
      ) : null}
    </Card>
  );
}

export function LatestNotesCard(props: { chart: Chart }) {
  const { t } = useTranslation(['notes', 'chart']);
  const whole = useIsWhole(props.chart.patientId);
  const standing = props.chart.notes.filter(
    (note) => noteStandingOf(note, props.chart.retractions).kind === 'standing',
  );
  const latest = latestFew(standing, 3, timeOfSigning, useKnownTimes());
  return (
    <Card
      title={t('chart:latestNotes')}
      aside={whole ? t('notes:signedCount', { count: props.chart.notes.length }) : undefined}
    >
      {latest.length === 0 ? (
        <p className={css['none']}>
          <NoneHere patientId={props.chart.patientId}>{t('notes:noSigned')}</NoneHere>
        </p>
      ) : null}
      <ul className={css['rows']}>
        {latest.map((note) => (
          <li key={note.id}>
            <p className={css['noteExcerpt']}>
              {[note.course, note.examination, note.assessment, note.plan, note.care]
                .filter(Boolean)
                .join('\n')}
            </p>
            <span className={css['rowEndStacked']}>
              <time dateTime={note.signedAt}>{stamp(note.signedAt)}</time>
              <TimeMark at={note.signedAt} on={note.recordedOn} brief />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
