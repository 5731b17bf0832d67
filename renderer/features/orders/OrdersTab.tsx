import { useTranslation } from 'react-i18next';
import { isCurrent, orderStateOf } from '../../../shared/clinical/orderState.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import chartCss from '../chart/chart.module.css';
import type { Chart } from '../chart/useChart.ts';
import { NewOrder } from './NewOrder.tsx';
import { OrderRow } from './OrderRow.tsx';
import css from './orders.module.css';

/** Y lệnh: what is running, what was stopped, and a new order beside them. */
export function OrdersTab(props: { chart: Chart; onOpenEncounter: () => void }) {
  const { chart, onOpenEncounter } = props;
  const { t } = useTranslation('orders');
  const { person } = useSession();
  const newestFirst = [...chart.orders].sort((a, b) =>
    a.signedAt === b.signedAt ? (a.id < b.id ? 1 : -1) : a.signedAt < b.signedAt ? 1 : -1,
  );
  const running = newestFirst.filter((order) => isCurrent(orderStateOf(order, chart.orderEvents)));
  const ended = newestFirst.filter((order) => !running.includes(order));
  return (
    <>
      <div className={chartCss['work']}>
        <div className={chartCss['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
          {chart.orders.length === 0 ? (
            <EmptyState title={t('noOrders')}>{t('noOrdersDo')}</EmptyState>
          ) : null}
          <OrderGroup
            title={t('drugs')}
            orders={running.filter(({ category }) => category === 'medication')}
            chart={chart}
          />
          <OrderGroup
            title={t('tests')}
            orders={running.filter(({ category }) => category === 'laboratory')}
            chart={chart}
          />
          <OrderGroup title={t('ended')} orders={ended} chart={chart} />
        </div>
      </div>
      <aside className={css['panel']} aria-label={t('newOrder')}>
        {chart.encounter && person.role === 'doctor' ? (
          <NewOrder chart={chart} encounterId={chart.encounter.id} />
        ) : (
          <div className={css['lockedPanel']}>
            <h2>{t('newOrder')}</h2>
            <Button
              kind="primary"
              wide
              lockedBecause={person.role === 'doctor' ? t('needsEncounter') : t('locked.notDoctor')}
            >
              {t('signDrug')}
            </Button>
            {person.role === 'doctor' ? (
              <Button onPress={onOpenEncounter}>{t('openEncounter')}</Button>
            ) : (
              <p className={css['lockedWords']}>{t('notDoctorDo')}</p>
            )}
          </div>
        )}
      </aside>
    </>
  );
}

function OrderGroup(props: { title: string; orders: readonly RecordOf<'order'>[]; chart: Chart }) {
  if (props.orders.length === 0) return null;
  return (
    <section className={css['group']} aria-label={props.title}>
      <h2>
        {props.title} <span className={css['groupCount']}>{props.orders.length}</span>
      </h2>
      <ul>
        {props.orders.map((order) => (
          <OrderRow key={order.id} order={order} events={props.chart.orderEvents} />
        ))}
      </ul>
    </section>
  );
}
