import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCurrent } from '../../../shared/clinical/orderState.ts';
import type { OrderState } from '../../../shared/clinical/orderState.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp } from '../chart/directory.ts';
import type { Chart } from '../chart/useChart.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { HeldOrder } from '../findings/HeldOrder.tsx';
import { AfterClosing } from '../encounter/EncounterStrip.tsx';
import { OrderAct } from './OrderAct.tsx';
import type { Act } from './OrderAct.tsx';
import { OrderActs } from './OrderActs.tsx';
import { OrderLine } from './OrderLine.tsx';
import css from './orders.module.css';

/** One signed order with its state, what made it so, and what can be done with it. */
export function OrderRow(props: {
  order: RecordOf<'order'>;
  chart: Chart;
  /** Begins an order that takes the place of this one. */
  onReplace: () => void;
  /** Why none can be begun now. */
  replaceLocked: string | undefined;
}) {
  const { order, chart } = props;
  const { t } = useTranslation('orders');
  const [act, setAct] = useState<Act | undefined>(undefined);
  const state = chart.orderStates.get(order.id)!;
  const current = isCurrent(state);
  const replaced = chart.orders.find(({ id }) => id === order.replaces);
  const struck = state.kind === 'enteredInError' || state.kind === 'replaced';
  return (
    <li className={classNames(css['row'], struck && css['inError'])}>
      <div className={css['rowMain']}>
        <div className={css['rowWords']}>
          <OrderLine order={order} large />
          {order.priority === 'urgent' ? (
            <span className={css['urgent']}>{t('priority.urgent')}</span>
          ) : null}
          {chart.afterClosing.has(order.id) ? <AfterClosing /> : null}
          {order.instruction ? <p className={css['instruction']}>{order.instruction}</p> : null}
          {replaced ? (
            <p className={css['event']}>
              {t('replaces')}{' '}
              <s>
                <OrderLine order={replaced} />
              </s>
            </p>
          ) : null}
          {order.allergyOverride ? (
            <p className={css['override']}>
              <WarningIcon size={14} />{' '}
              {t('despiteAllergy', { reason: order.allergyOverride.reason })}
            </p>
          ) : null}
          <p className={css['rowMeta']}>
            <WrittenBy
              by={order.signedBy}
              at={order.signedAt}
              on={order.recordedOn}
              id={order.id}
              signature={order.signature}
              credential={order.credential}
            />
          </p>
          <Because state={state} />
        </div>
        <HeldOrder chart={chart} orderId={order.id} />
        <span className={classNames(css['state'], css[state.kind])}>
          {state.kind === 'active' && order.category === 'laboratory'
            ? t('state.requested')
            : t(`state.${state.kind}`)}
        </span>
        {current && act === undefined ? (
          <OrderActs
            order={order}
            state={state}
            onReplace={props.onReplace}
            replaceLocked={props.replaceLocked}
            onAct={setAct}
          />
        ) : null}
      </div>
      {current && act ? (
        <OrderAct
          key={act}
          order={order}
          chart={chart}
          act={act}
          onDone={() => setAct(undefined)}
        />
      ) : null}
    </li>
  );
}

/** Why an order is as it is: events with who, when and why, or the orders that stand against it. */
function Because({ state }: { state: OrderState }) {
  const { t } = useTranslation('orders');
  const { app } = useSession();
  switch (state.kind) {
    case 'active':
      return null;
    case 'replaced':
    case 'disputed':
      return (state.kind === 'replaced' ? state.by : state.with).map((other) => (
        <p key={other.id} className={css['event']}>
          {t(state.kind === 'replaced' ? 'replacedBy' : 'disputedWith', {
            name: personName(app, other.signedBy),
            time: stamp(other.signedAt),
          })}{' '}
          <OrderLine order={other} /> <ActMarks act={other} />
        </p>
      ));
    default:
      return (state.kind === 'proposed' ? state.against : state.by).map((event) => (
        <p key={event.id} className={css['event']}>
          {t(`event.${event.event}`)} {stamp(event.recordedAt)}, {personName(app, event.recordedBy)}
          : {event.reason} <ActMarks act={event} />
        </p>
      ));
  }
}
