import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { OrderEvent } from '../../../shared/clinical/orderState.ts';
import { mayHaveMade } from '../../../shared/people/rights.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Chart } from '../chart/useChart.ts';
import { oneLine } from './orderForm.ts';
import { seenOfOrder } from './seenOfOrder.ts';
import css from './orders.module.css';

export type Act = OrderEvent['event'];

const schema = z.strictObject({ after: z.array(z.string()), reason: z.string() });

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
  const saving = useAct();
  const [initial] = useState(() => ({ after: seenOfOrder(order, chart), reason: '' }));
  const { ready, value, set, clear } = useJournalledForm(`order-${act}`, order.id, schema, initial);
  const locked = !mayHaveMade(person.role, { kind: 'orderEvent', event: act })
    ? t('locked.notDoctor')
    : !alive
      ? t('locked.notAlive')
      : oneLine(value.reason) === ''
        ? t('locked.reason')
        : undefined;

  async function sign(): Promise<void> {
    if (locked !== undefined) return;
    const done = await saving.run(() =>
      replica.records.create(
        'orderEvent',
        order.patientId,
        {
          encounterId: order.encounterId,
          orderId: order.id,
          event: act,
          reason: oneLine(value.reason).slice(0, 300),
          ...(value.after.length === 0 ? {} : { after: value.after }),
        },
        author,
      ),
    );
    if (!done) return;
    clear();
    onDone();
  }

  // What a crash left behind would take the place of what is typed before it was read.
  if (!ready) return <Skeleton lines={2} />;
  return (
    <form
      className={css['endForm']}
      aria-label={t(`item.${act}`, { what: order.item.display })}
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextField
        label={t(`reason.${act}`)}
        value={value.reason}
        onChange={(reason) => set({ reason })}
        maxLength={300}
        autoFocus
        required
      />
      <Button onPress={onDone} shortcut="Esc">
        {t('back')}
      </Button>
      <Button kind="primary" type="submit" busy={saving.busy} lockedBecause={locked}>
        {t(`confirm.${act}`)}
      </Button>
      <SaveFailure error={saving.error} />
    </form>
  );
}
