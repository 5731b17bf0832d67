import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { OrderEvent } from '../../../shared/clinical/orderState.ts';
import { mayHaveMade } from '../../../shared/people/rights.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { ReasonForm } from '../../app/ReasonForm.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import type { Chart } from '../chart/useChart.ts';
import { seenOfOrder } from './seenOfOrder.ts';

export type Act = OrderEvent['event'];

const seenSchema = z.array(z.string());

/** Signs what happens to an order, with a reason, and with what its author had before them. */
export function OrderAct(props: {
  order: RecordOf<'order'>;
  chart: Chart;
  act: Act;
  onDone: () => void;
}) {
  const { order, chart, act, onDone } = props;
  const { t } = useTranslation('orders');
  const { replica, author, person } = useSession();
  const alive = useReplicaAlive();
  return (
    <ReasonForm
      form={`order-${act}`}
      about={order.id}
      seenSchema={seenSchema}
      seen={seenOfOrder(order, chart)}
      words={{
        act: t(`item.${act}`, { what: order.item.display }),
        reason: t(`reason.${act}`),
        missing: t('locked.reason'),
        back: t('back'),
        confirm: t(`confirm.${act}`),
      }}
      lockedBecause={
        !mayHaveMade(person.role, { kind: 'orderEvent', event: act })
          ? t('locked.notDoctor')
          : !alive
            ? t('locked.notAlive')
            : undefined
      }
      save={(after, reason) =>
        replica.records.create(
          'orderEvent',
          order.patientId,
          {
            encounterId: order.encounterId,
            orderId: order.id,
            event: act,
            reason,
            ...(after.length === 0 ? {} : { after }),
          },
          author,
        )
      }
      onDone={onDone}
    />
  );
}
