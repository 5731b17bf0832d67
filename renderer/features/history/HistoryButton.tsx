import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { Button } from '../../ui/Button.tsx';
import { ClockIcon } from '../../ui/icons.tsx';
import { useShowHistory } from './historyContext.ts';

/** A quiet way to everything that was ever written in a record. Nothing where no chart is around. */
export function HistoryButton(props: { record: Pick<AnyRecord, 'id'>; what: string }) {
  const { t } = useTranslation('disagreements');
  const show = useShowHistory();
  if (!show) return null;
  return (
    <Button
      kind="quiet"
      icon={<ClockIcon size={14} />}
      label={t('historyOf', { what: props.what })}
      onPress={() => show(props.record.id)}
    >
      {t('history')}
    </Button>
  );
}
