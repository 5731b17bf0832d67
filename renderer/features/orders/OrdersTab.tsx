import { NoneHere } from '../chart/NoneHere.tsx';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '../../../shared/clinical/orderState.ts';
import { newestFirst } from '../../../shared/clinical/statedTime.ts';
import { may } from '../../../shared/people/rights.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import chartCss from '../chart/chart.module.css';
import type { Chart } from '../chart/useChart.ts';
import { Findings } from '../findings/Findings.tsx';
import findingsCss from '../findings/findings.module.css';
import { timeOfSigning } from '../times/statedTimes.ts';
import { useKnownTimes } from '../times/useKnownTimes.ts';
import { NewOrder } from './NewOrder.tsx';
import { emptyOrderForm, isBegun, orderFormSchema, replacing } from './orderForm.ts';
import { OrderRow } from './OrderRow.tsx';
import { seenOfOrder } from './seenOfOrder.ts';
import { EntryPanel, LockedEntry } from '../../ui/EntryPanel.tsx';
import css from './orders.module.css';

/** Y lệnh: what is running, what was stopped, and a new order beside them. */
export function OrdersTab(props: { chart: Chart; onOpenEncounter: () => void }) {
  const { chart, onOpenEncounter } = props;
  const { t } = useTranslation('orders');
  const { person } = useSession();
  const mayOrder = may(person.role, 'create', 'order');
  const ordered = newestFirst(chart.orders, timeOfSigning, useKnownTimes());
  const running = ordered.filter(({ id }) => isCurrent(chart.orderStates.get(id)!));
  const form = useJournalledForm('order', chart.patientId, orderFormSchema, emptyOrderForm);
  const group = {
    chart,
    onReplace: (order: RecordOf<'order'>) => form.set(replacing(order, seenOfOrder(order, chart))),
    replaceLocked: !form.ready || isBegun(form.value) ? t('replaceLocked') : undefined,
  };
  const ended = ordered.filter((order) => !running.includes(order));
  return (
    <>
      <div className={chartCss['work']}>
        <div className={chartCss['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
          <div className={findingsCss['inset']}>
            <Findings chart={chart} tab="orders" />
          </div>
          {chart.orders.length === 0 ? (
            <NoneHere patientId={chart.patientId} page>
              <EmptyState title={t('noOrders')}>{t('noOrdersDo')}</EmptyState>
            </NoneHere>
          ) : null}
          <OrderGroup
            title={t('drugs')}
            orders={running.filter(({ category }) => category === 'medication')}
            {...group}
          />
          <OrderGroup
            title={t('tests')}
            orders={running.filter(({ category }) => category === 'laboratory')}
            {...group}
          />
          <OrderGroup title={t('ended')} orders={ended} {...group} />
        </div>
      </div>
      <EntryPanel label={t('newOrder')}>
        {chart.encounter && mayOrder ? (
          <NewOrder chart={chart} encounterId={chart.encounter.id} form={form} />
        ) : (
          <LockedEntry title={t('newOrder')}>
            <Button
              kind="primary"
              wide
              lockedBecause={mayOrder ? t('needsEncounter') : t('locked.notDoctor')}
            >
              {t('signDrug')}
            </Button>
            {mayOrder ? (
              <Button onPress={onOpenEncounter}>{t('openEncounter')}</Button>
            ) : (
              <p className={css['lockedWords']}>{t('notDoctorDo')}</p>
            )}
          </LockedEntry>
        )}
      </EntryPanel>
    </>
  );
}

function OrderGroup(props: {
  title: string;
  orders: readonly RecordOf<'order'>[];
  chart: Chart;
  onReplace: (order: RecordOf<'order'>) => void;
  replaceLocked: string | undefined;
}) {
  if (props.orders.length === 0) return null;
  return (
    <section className={css['group']} aria-label={props.title}>
      <h2>
        {props.title} <span className={css['groupCount']}>{props.orders.length}</span>
      </h2>
      <ul>
        {props.orders.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            chart={props.chart}
            onReplace={() => props.onReplace(order)}
            replaceLocked={props.replaceLocked}
          />
        ))}
      </ul>
    </section>
  );
}
