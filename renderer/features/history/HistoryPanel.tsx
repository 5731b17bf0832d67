import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { substancesOf } from '../../../shared/clinical/allergyState.ts';
import { hasSeen } from '../../../shared/merge/versionVector.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { NoneHere } from '../chart/NoneHere.tsx';
import { disputableRecords } from '../chart/chartDisagreements.ts';
import { personName, stamp } from '../chart/directory.ts';
import { versionKey } from '../disagreements/settling.ts';
import { settledRule } from '../disagreements/settle.ts';
import type { Chart } from '../chart/useChart.ts';
import css from './history.module.css';
import { PastSave } from './PastSave.tsx';
import { recordHistory } from './recordHistory.ts';
import type { Change } from './recordHistory.ts';

/** Everything that was ever written in one record of the chart, beside it. */
export function HistoryPanel(props: {
  chart: Chart;
  recordId: string;
  onChoose: (recordId: string) => void;
  onClose: () => void;
}) {
  const { chart, recordId, onChoose, onClose } = props;
  const { t } = useTranslation('history');
  const title = useRecordTitle();
  const records = disputableRecords(chart);
  const record = records.find(({ id }) => id === recordId) ?? chart.patient;
  const changes = useChanges(record);
  const saves = useMemo(
    () => (Array.isArray(changes) ? recordHistory(record, changes) : []),
    [record, changes],
  );
  const reasonOf = (change: Change) =>
    chart.acknowledgements.find(
      (reason) =>
        reason.rule === settledRule &&
        reason.recordIds.includes(record.id) &&
        reason.recordedBy === change.recordedBy &&
        reason.recordedOn === change.recordedOn &&
        (reason.seenDots ?? []).every((dot) => hasSeen(change.seen, dot)) &&
        Math.abs(Date.parse(reason.recordedAt) - Date.parse(change.recordedAt)) < 60_000,
    )?.reason;
  return (
    <SidePanel title={t('title', { what: title(record) })} onClose={onClose} width={440}>
      <div className={css['body']}>
        <Select
          label={t('which')}
          options={records.map((each) => ({ id: each.id, label: title(each) }))}
          value={record.id}
          onChange={onChoose}
        />
        {changes === 'loading' ? (
          <div role="status" aria-label={t('loading')}>
            <Skeleton lines={6} />
          </div>
        ) : null}
        {changes === 'failed' ? (
          <Notice tone="warn" title={t('failedTitle')}>
            {t('failed')}
          </Notice>
        ) : null}
        {Array.isArray(changes) && saves.length === 0 ? (
          <NoneHere patientId={chart.patientId}>
            <EmptyState title={t('emptyTitle')}>{t('empty')}</EmptyState>
          </NoneHere>
        ) : null}
        {saves.length > 0 ? (
          <>
            <p className={css['complete']}>
              <NoneHere patientId={chart.patientId}>{t('complete')}</NoneHere>
            </p>
            <ol className={css['saves']}>
              {saves.map((past, index) => (
                <PastSave
                  key={`${past.change.dot} ${String(saves.length - index)}`}
                  past={past}
                  kind={record.kind}
                  reason={reasonOf(past.change)}
                />
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </SidePanel>
  );
}

/** The change records of a record, read anew after each change of it. */
function useChanges(record: AnyRecord): readonly RecordOf<'change'>[] | 'loading' | 'failed' {
  const { replica, audit } = useSession();
  const [changes, setChanges] = useState<{
    readonly id: string;
    readonly read: readonly RecordOf<'change'>[] | 'failed';
  }>();
  const { id } = record;
  const version = versionKey(record);
  useEffect(() => audit({ action: 'viewHistory', about: { record: id } }), [audit, id]);
  useEffect(() => {
    let live = true;
    replica.history(id).then(
      (read) => live && setChanges({ id, read }),
      () => live && setChanges({ id, read: 'failed' }),
    );
    return () => {
      live = false;
    };
  }, [replica, id, version]);
  return changes?.id === id ? changes.read : 'loading';
}

/** What a record is called in the choice of histories. */
function useRecordTitle(): (record: AnyRecord) => string {
  const { t } = useTranslation('history');
  const { app } = useSession();
  return (record) => {
    switch (record.kind) {
      case 'encounter':
        return t('encounter', { time: stamp(record.startedAt) });
      case 'allergy':
        return t('allergy', {
          what: [...new Set(substancesOf(record).map(({ substance }) => substance))].join(' / '),
        });
      case 'condition':
        return t('condition', { what: record.text });
      case 'noteDraft':
        return `${t('draft', { name: personName(app, record.recordedBy, record.credential) })}, ${stamp(record.recordedAt)}`;
      default:
        return t('patient');
    }
  };
}
