import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { CrossIcon, TickIcon } from '../../ui/icons.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import { sidesIn } from '../chart/sides.ts';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { HistoryButton } from '../history/HistoryButton.tsx';
import { TimeMark } from '../times/TimeMark.tsx';
import css from './disagreement.module.css';

/** What is left of a card that was settled while it was in sight: the value, and who chose it. */
export function SettledLine(props: {
  record: AnyRecord;
  unit: string;
  focused: boolean;
  onClose: () => void;
}) {
  const { record, unit } = props;
  const { t } = useTranslation('disagreements');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app } = useSession();
  const what = unitTitle(tChart, record.kind, unit);
  const side = sidesIn(record, unit).at(-1);
  if (!side) return null;
  const words = unitWords(tChart, app, unit, side.value);
  return (
    <div className={css['settled']} role="status">
      <TickIcon size={16} />
      <p>
        <strong>
          {t('settledNow', { what, value: words.length > 80 ? `${words.slice(0, 80)}…` : words })}
        </strong>{' '}
        {t('settledBy', {
          name: personName(app, side.write.by, side.write.credential),
          time: stamp(side.write.at),
          where: workstationName(app, side.write.on),
        })}{' '}
        <TimeMark at={side.write.at} on={side.write.on} />
      </p>
      <HistoryButton record={record} what={what} />
      <Button
        kind="quiet"
        label={t('closeLine', { what })}
        onPress={props.onClose}
        autoFocus={props.focused}
        icon={<CrossIcon size={14} />}
      >
        {null}
      </Button>
    </div>
  );
}
