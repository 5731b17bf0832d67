import { useTranslation } from 'react-i18next';
import type { OrderState } from '../../../shared/clinical/orderState.ts';
import { may, mayHaveMade } from '../../../shared/people/rights.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import type { Act } from './OrderAct.tsx';
import css from './orders.module.css';

/**
 * What can be done with one order, by whoever looks at it: a row is no place to say of four buttons
 * whose they are, so those of others aren't there. Beside the list it is said whose orders are.
 */
export function OrderActs(props: {
  order: RecordOf<'order'>;
  state: OrderState;
  onReplace: () => void;
  replaceLocked: string | undefined;
  onAct: (act: Act) => void;
}) {
  const { order, state, onAct } = props;
  const { t } = useTranslation('orders');
  const { person } = useSession();
  const what = order.item.display;
  const replaces = order.category === 'medication' && may(person.role, 'create', 'order');
  const acts = actsOf(order, state).filter((event) =>
    mayHaveMade(person.role, { kind: 'orderEvent', event }),
  );
  if (!replaces && acts.length === 0) return null;
  return (
    <span className={css['rowActs']}>
      {replaces ? (
        <Button
          onPress={props.onReplace}
          lockedBecause={props.replaceLocked}
          label={t('item.replace', { what })}
        >
          {t('replace')}
        </Button>
      ) : null}
      {acts.map((act) => (
        <Button
          key={act}
          {...(act === 'enteredInError' ? { kind: 'quiet' as const } : {})}
          onPress={() => onAct(act)}
          label={t(`item.${act}`, { what })}
        >
          {t(`act.${act}`)}
        </Button>
      ))}
    </span>
  );
}

/** Holding and resuming: a proposed order is resumed as a held one is; a disputed one is stopped. */
function actsOf(order: RecordOf<'order'>, state: OrderState): readonly Act[] {
  const ending: readonly Act[] = ['stop', 'enteredInError'];
  if (order.category !== 'medication') return ending;
  if (state.kind === 'active') return ['hold', ...ending];
  return state.kind === 'held' || state.kind === 'proposed' ? ['resume', ...ending] : ending;
}
