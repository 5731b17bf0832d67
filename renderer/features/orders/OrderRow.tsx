import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventsBehind, isCurrent, orderStateOf } from '../../../shared/clinical/orderState.ts';
import type { OrderEvent } from '../../../shared/clinical/orderState.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { oneLine } from './orderForm.ts';
import { OrderLine } from './OrderLine.tsx';
import css from './orders.module.css';

type Ending = 'stop' | 'enteredInError';

/** One signed order with its state; it can be stopped, or marked as entered in error, with a reason. */
export function OrderRow(props: { order: RecordOf<'order'>; events: readonly OrderEvent[] }) {
  const { order, events } = props;
  const { t } = useTranslation('orders');
  const { app } = useSession();
  const [ending, setEnding] = useState<Ending | undefined>(undefined);
  const state = orderStateOf(order, events);
  const current = isCurrent(state);
  return (
    <li className={classNames(css['row'], state.kind === 'enteredInError' && css['inError'])}>
      <div className={css['rowMain']}>
        <div className={css['rowWords']}>
          <OrderLine order={order} large />
          {order.priority === 'urgent' ? (
            <span className={css['urgent']}>{t('priority.urgent')}</span>
          ) : null}
          {order.instruction ? <p className={css['instruction']}>{order.instruction}</p> : null}
          {order.allergyOverride ? (
            <p className={css['override']}>
              <WarningIcon size={14} />{' '}
              {t('despiteAllergy', { reason: order.allergyOverride.reason })}
            </p>
          ) : null}
          <p className={css['rowMeta']}>
            <WrittenBy by={order.signedBy} at={order.signedAt} id={order.id} />
          </p>
          {eventsBehind(state).map((event) => (
            <p key={event.id} className={css['event']}>
              {t(`event.${event.event}`)} {stamp(event.recordedAt)},{' '}
              {personName(app, event.recordedBy)}: {event.reason}
            </p>
          ))}
        </div>
        <span className={css['state']}>
          {state.kind === 'active' && order.category === 'laboratory'
            ? t('state.requested')
            : t(`state.${state.kind}`)}
        </span>
        {current && ending === undefined ? (
          <span className={css['rowActs']}>
            <Button
              onPress={() => setEnding('stop')}
              label={t('stopItem', { what: order.item.display })}
            >
              {t('stop')}
            </Button>
            <Button
              kind="quiet"
              onPress={() => setEnding('enteredInError')}
              label={t('errorItem', { what: order.item.display })}
            >
              {t('enteredInError')}
            </Button>
          </span>
        ) : null}
      </div>
      {current && ending ? (
        <EndOrder
          order={order}
          events={events}
          ending={ending}
          onDone={() => setEnding(undefined)}
        />
      ) : null}
    </li>
  );
}

function EndOrder(props: {
  order: RecordOf<'order'>;
  events: readonly OrderEvent[];
  ending: Ending;
  onDone: () => void;
}) {
  const { order, events, ending, onDone } = props;
  const { t } = useTranslation('orders');
  const { replica, author, person } = useSession();
  const [reason, setReason] = useState('');
  const act = useAct();
  const locked =
    person.role !== 'doctor'
      ? t('locked.notDoctor')
      : oneLine(reason) === ''
        ? t('locked.reason')
        : undefined;

  async function end(): Promise<void> {
    if (locked !== undefined) return;
    const seen = events.filter(({ orderId }) => orderId === order.id).map(({ id }) => id);
    const done = await act.run(() =>
      replica.records.create(
        'orderEvent',
        order.patientId,
        {
          encounterId: order.encounterId,
          orderId: order.id,
          event: ending,
          reason: oneLine(reason),
          ...(seen.length === 0 ? {} : { after: seen }),
        },
        author,
      ),
    );
    if (done) onDone();
  }

  return (
    <form
      className={css['endForm']}
      aria-label={t(ending === 'stop' ? 'stopItem' : 'errorItem', { what: order.item.display })}
      onSubmit={(event) => {
        event.preventDefault();
        void end();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextField
        label={t(ending === 'stop' ? 'stopReason' : 'errorReason')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        autoFocus
        required
      />
      <Button onPress={onDone} shortcut="Esc">
        {t('back')}
      </Button>
      <Button kind="primary" type="submit" busy={act.busy} lockedBecause={locked}>
        {t(ending === 'stop' ? 'stopConfirm' : 'errorConfirm')}
      </Button>
      <SaveFailure error={act.error} />
    </form>
  );
}
