import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/people/rights.ts';
import { dispositions } from '../../../shared/records/encounterEvent.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { DateEntry } from '../../ui/DateEntry.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { stamp } from '../chart/directory.ts';
import { missingOfChart } from '../chart/StillMissing.tsx';
import type { Chart } from '../chart/useChart.ts';
import { beforeMe, closingFormSchema, newClosing, readClosing } from './closingForm.ts';
import { runningOrders, unsignedDrafts } from './unfinished.ts';
import css from './encounter.module.css';

/** Closes a visit or stay by an event of its own: nothing that somebody else writes is overwritten. */
export function CloseEncounter(props: {
  chart: Chart;
  encounter: RecordOf<'encounter'>;
  onClose: () => void;
}) {
  const { chart, encounter, onClose } = props;
  const { t } = useTranslation(['encounter', 'chart', 'registration']);
  const { replica, author, person } = useSession();
  const alive = useReplicaAlive();
  const act = useAct();
  const now = localInstant(new Date());
  const before = beforeMe(encounter.id, [
    ...chart.encounterEvents,
    ...chart.conditions,
    ...chart.drafts,
    ...chart.notes,
    ...chart.orders,
  ]);
  const [initial] = useState(() => newClosing(before, now));
  const form = useJournalledForm('close', encounter.id, closingFormSchema, initial);
  const { value, set } = form;
  const read = readClosing(value, encounter, now);
  const overtaken =
    before.after.some((id) => !value.after.includes(id)) ||
    before.seen.some((id) => !value.seen.includes(id));
  const running = runningOrders(chart, encounter.id);
  const drafts = unsignedDrafts(chart, encounter.id);
  const missing = missingOfChart(chart, now);
  const settling = chart.encounterState.kind === 'dispositionDisputed';
  const lockedBecause = !may(person.role, 'create', 'encounterEvent')
    ? t('encounter:locked.notDoctor')
    : !alive
      ? t('encounter:locked.notAlive')
      : read.kind === 'gap'
        ? t(`encounter:locked.${read.gap}`)
        : undefined;

  const giveUp = () => {
    form.clear();
    onClose();
  };
  const close = async () => {
    if (lockedBecause !== undefined || read.kind === 'gap') return;
    const done = await act.run(() =>
      replica.records.create('encounterEvent', encounter.patientId, read.fields, author),
    );
    if (done) giveUp();
  };

  return (
    <SidePanel
      title={settling ? t('encounter:settleTitle') : t('encounter:closeTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={giveUp}>{t('encounter:giveUp')}</Button>
          <Button
            kind="primary"
            onPress={() => void close()}
            busy={act.busy}
            lockedBecause={lockedBecause}
          >
            {t('encounter:closeSave')}
          </Button>
        </>
      }
    >
      {form.ready ? (
        <div className={css['form']}>
          {form.restoredAt ? (
            <Notice tone="wait" title={t('encounter:restored', { time: stamp(form.restoredAt) })} />
          ) : null}
          {form.notKept ? <Notice tone="refused" title={t('encounter:notKept')} urgent /> : null}
          {overtaken ? (
            <Notice
              tone="warn"
              title={t('encounter:overtaken')}
              acts={<Button onPress={() => set(before)}>{t('encounter:showNow')}</Button>}
            >
              {t('encounter:overtakenWhat')}
            </Notice>
          ) : null}
          <ChoiceTiles
            label={t('encounter:disposition')}
            value={value.disposition}
            onChange={(disposition) => set({ disposition })}
            choices={dispositions.map((each) => ({
              value: each,
              label: t(`encounter:disposition.${each}`),
            }))}
            required
          />
          <div className={css['when']}>
            <DateEntry
              label={t('encounter:closedOn')}
              value={value.date}
              onChange={(date) => set({ date })}
              today={now}
              required
            />
            <TextField
              label={t('encounter:closedTime')}
              value={value.time}
              onChange={(time) => set({ time })}
              inputMode="numeric"
              error={
                read.kind === 'gap' && read.gap === 'time'
                  ? t('encounter:timeUnreadable')
                  : undefined
              }
              required
            />
          </div>
          <TextField
            label={t('encounter:reason')}
            value={value.reason}
            onChange={(reason) => set({ reason })}
            maxLength={300}
          />
          {running > 0 ? (
            <p className={css['still']}>{t('encounter:stillRunning', { count: running })}</p>
          ) : null}
          {drafts > 0 ? (
            <p className={css['still']}>{t('encounter:stillDrafts', { count: drafts })}</p>
          ) : null}
          {missing.length > 0 ? (
            <p className={css['still']}>
              {t('encounter:stillMissing', {
                items: missing.map((item) => t(`registration:laterItem.${item}`)).join(', '),
              })}
            </p>
          ) : null}
          <SaveFailure error={act.error} />
        </div>
      ) : (
        <Skeleton lines={6} />
      )}
    </SidePanel>
  );
}
