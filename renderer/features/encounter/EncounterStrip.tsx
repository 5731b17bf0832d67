import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import type { EncounterEvent } from '../../../shared/clinical/encounterState.ts';
import { may } from '../../../shared/people/rights.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { ReasonForm } from '../../app/ReasonForm.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import type { Chart } from '../chart/useChart.ts';
import css from './encounter.module.css';

/** Says on every page of the chart that the visit is closed, by whom and how; it can be reopened. */
export function EncounterStrip(props: {
  chart: Chart;
  encounter: RecordOf<'encounter'>;
  onSettle: () => void;
}) {
  const { chart, encounter, onSettle } = props;
  const { t } = useTranslation('encounter');
  const { app, person } = useSession();
  const mayEnd = may(person.role, 'create', 'encounterEvent');
  const [reopening, setReopening] = useState(false);
  const state = chart.encounterState;
  if (state.kind === 'open') return null;
  const words = (event: EncounterEvent) =>
    `${dispositionWords(event)}${personName(app, event.recordedBy)}, ${stamp(event.recordedAt)}, ${workstationName(app, event.recordedOn)}${event.reason ? `: ${event.reason}` : ''}`;
  const dispositionWords = ({ event }: EncounterEvent) =>
    event.kind === 'close' ? `${t(`disposition.${event.disposition}`)}: ` : '';
  const reopen = reopening ? null : (
    <Button
      onPress={() => setReopening(true)}
      lockedBecause={mayEnd ? undefined : t('locked.reopenNotDoctor')}
    >
      {t('reopen')}
    </Button>
  );
  const first = state.by[0]!.event;
  return (
    <>
      {state.kind === 'closed' ? (
        <Notice
          tone="info"
          title={t('closedAt', {
            time: stamp(first.kind === 'close' ? first.at : state.by[0]!.recordedAt),
            disposition: t(`disposition.${state.disposition}`),
          })}
          acts={reopen}
          strip
        >
          {state.by.map((event) => (
            <p key={event.id}>
              {personName(app, event.recordedBy)}
              {event.reason ? `: ${event.reason}` : ''} <ActMarks act={event} whole />
            </p>
          ))}
          {t('closedKeeps')}
        </Notice>
      ) : null}
      {state.kind === 'dispositionDisputed' ? (
        <Notice
          tone="disp"
          title={t('dispositionDisputed')}
          acts={
            <>
              <Button
                onPress={onSettle}
                lockedBecause={mayEnd ? undefined : t('locked.settleNotDoctor')}
              >
                {t('settle')}
              </Button>
              {reopen}
            </>
          }
          strip
        >
          {state.by.map((event) => (
            <p key={event.id}>
              {words(event)} <ActMarks act={event} whole />
            </p>
          ))}
        </Notice>
      ) : null}
      {state.kind === 'enteredInError' ? (
        <Notice tone="warn" title={t('inError')} strip>
          {state.by.map((event) => (
            <p key={event.id}>
              {words(event)} <ActMarks act={event} whole />
            </p>
          ))}
        </Notice>
      ) : null}
      {reopening && state.kind !== 'enteredInError' ? (
        <Reopen
          encounter={encounter}
          events={chart.encounterEvents}
          onDone={() => setReopening(false)}
        />
      ) : null}
    </>
  );
}

const seenSchema = z.array(z.string());

function Reopen(props: {
  encounter: RecordOf<'encounter'>;
  events: readonly EncounterEvent[];
  onDone: () => void;
}) {
  const { encounter, events, onDone } = props;
  const { t } = useTranslation('encounter');
  const { replica, author, person } = useSession();
  const alive = useReplicaAlive();
  return (
    <div className={css['reopen']}>
      <ReasonForm
        form="reopen"
        about={encounter.id}
        seenSchema={seenSchema}
        seen={events.filter(({ encounterId }) => encounterId === encounter.id).map(({ id }) => id)}
        words={{
          act: t('reopen'),
          reason: t('reopenReason'),
          missing: t('locked.reason'),
          back: t('giveUp'),
          confirm: t('reopenSave'),
        }}
        lockedBecause={
          !may(person.role, 'create', 'encounterEvent')
            ? t('locked.reopenNotDoctor')
            : !alive
              ? t('locked.notAlive')
              : undefined
        }
        save={(after, reason) =>
          replica.records.create(
            'encounterEvent',
            encounter.patientId,
            {
              encounterId: encounter.id,
              event: { kind: 'reopen' },
              reason,
              after: after.slice(-100),
            },
            author,
          )
        }
        onDone={onDone}
      />
    </div>
  );
}

/** Marks work that nobody who closed the visit had before them. */
export function AfterClosing() {
  const { t } = useTranslation('encounter');
  return <span className={css['after']}>{t('afterClosing')}</span>;
}
