import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may, mayDo } from '../../../shared/people/rights.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { RefusedRecord } from '../../../shared/sync/status.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { RefusedIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { MakeRescue } from '../rescue/MakeRescue.tsx';
import { ChartLink } from './ChartLink.tsx';
import { CorrectRefused, correctableUnits } from './CorrectRefused.tsx';
import { handOverText } from './handOver.ts';
import { HandOver } from './HandOver.tsx';
import { RecordContent } from './RecordContent.tsx';
import { refusalWords } from './refusalWords.ts';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';
import { useKindWords } from './useKindWords.ts';
import type { RecordAndPatient } from './useRecordsById.ts';

type Opened = 'content' | 'correct' | 'handOver' | 'export' | undefined;

/** One refused record: why, what it says, and what may be done. It leaves when it is read back. */
export function RefusedItem(props: { row: RecordAndPatient; refusal: RefusedRecord }) {
  const { row, refusal } = props;
  const { t } = useTranslation('sync');
  const { app, person, replica } = useSession();
  const kindWords = useKindWords();
  const now = useNow();
  const [opened, setOpened] = useState<Opened>(undefined);
  const { record } = row;
  const { t: tRefusals } = useTranslation(['refusals', 'chart', 'notes']);
  const { words, field } = refusalWords(tRefusals, row.kind, refusal.reason);
  const toggle = (part: Opened) => () => setOpened((is) => (is === part ? undefined : part));
  const correctable = record !== undefined && correctableUnits(record).length > 0;
  return (
    <section
      className={css['refused']}
      aria-label={t('refusedItem', { what: kindWords(row.kind) })}
    >
      <h3>
        <RefusedIcon size={17} />
        {kindWords(row.kind)} {row.at ? clockTime(row.at, now) : ''}, <ChartLink row={row} />
      </h3>
      <p>
        <strong>{t('refusedAt', { time: clockTime(refusal.at, now) })}</strong> {words}
      </p>
      <p>{refusal.retrying ? t('refusedRetrying') : t('refusedSafe')}</p>
      {record && !correctable ? <p>{t('correct.signed')}</p> : null}
      <div className={css['acts']}>
        <Button
          onPress={() => void replica.sendAgain([refusal.id])}
          lockedBecause={refusal.retrying ? t('sendAgainUnderWay') : undefined}
        >
          {t('sendAgain')}
        </Button>
        {correctable ? (
          <Button
            onPress={toggle('correct')}
            lockedBecause={may(person.role, 'edit', record.kind) ? undefined : t('correct.noRight')}
          >
            {t('correct.open')}
          </Button>
        ) : null}
        {record ? <Button onPress={toggle('content')}>{t('content.open')}</Button> : null}
        <Button onPress={toggle('handOver')}>{t('handOver.open')}</Button>
        {mayDo(person.role, 'makeRescueFile') ? (
          <Button onPress={toggle('export')}>{t('exportOne')}</Button>
        ) : null}
      </div>
      {opened === 'content' && record ? <RecordContent record={record} /> : null}
      {opened === 'correct' && record ? (
        <CorrectRefused record={record} field={field} onClose={() => setOpened(undefined)} />
      ) : null}
      {opened === 'export' ? (
        <MakeRescue one={refusal.id} onClose={() => setOpened(undefined)} />
      ) : null}
      {opened === 'handOver' ? (
        <HandOver
          fileName={`bedside-refused-${refusal.id.slice(-12)}`}
          text={handOverText(app, refusal, record, localInstant(new Date()))}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </section>
  );
}
