import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patientOf } from '../../../shared/audit/trailFilter.ts';
import type { TrailSummary } from '../../../shared/audit/trailView.ts';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TrailIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { ChainState } from './ChainState.tsx';
import { CodeUses } from './CodeUses.tsx';
import { filterOf, noFilter } from './filterForm.ts';
import { Filters } from './Filters.tsx';
import css from './trail.module.css';
import { TrailList } from './TrailList.tsx';
import { useEntryWords } from './TrailRow.tsx';
import { useExport } from './useExport.ts';
import { usePatientOfNumber, useRecordNumbers } from './useRecordNumbers.ts';
import { useTrailEntries } from './useTrailEntries.ts';
import { useTrails } from './useTrails.ts';

/** Nhật ký: who saw and did what, on every workstation, and whether anybody has touched it. */
export function TrailPage() {
  const { t } = useTranslation('trail');
  const { trails, readAgain } = useTrails();
  if (trails === 'reading') {
    return (
      <div className={css['page']}>
        <header className={css['head']}>
          <h1>{t('title')}</h1>
          <p role="status">{t('reading')}</p>
        </header>
        <Skeleton lines={10} />
      </div>
    );
  }
  if (trails === 'notRead') {
    return (
      <>
        <h1 className="visuallyHidden">{t('title')}</h1>
        <EmptyState
          icon={<TrailIcon size={32} />}
          title={t('notRead')}
          acts={<Button onPress={readAgain}>{t('readAgain')}</Button>}
        >
          {t('notReadWhy')}
        </EmptyState>
      </>
    );
  }
  return <ReadTrails summary={trails} onReadAgain={readAgain} />;
}

function ReadTrails(props: { readonly summary: TrailSummary; readonly onReadAgain: () => void }) {
  const { summary, onReadAgain } = props;
  const { t } = useTranslation('trail');
  const language = useLanguage();
  const [form, setForm] = useState(noFilter);
  const patient = usePatientOfNumber(form.recordNumber);
  const filter = filterOf(form, patient);
  const entries = useTrailEntries(summary, filter);
  const { exporting, said, save } = useExport(filter);
  const { count } = entries;
  const words = (number: number) => formatCount(number, language);
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <p role="status">
          {said ??
            (count === undefined
              ? t('reading')
              : t('shown', { shown: words(count), total: words(summary.total) }))}
        </p>
        {count !== undefined && count > 0 && summary.verification ? (
          <Button onPress={save} busy={exporting}>
            {t('export')}
          </Button>
        ) : null}
      </header>
      <ChainState summary={summary} onReadAgain={onReadAgain} />
      <CodeUses />
      <Glasses summary={summary} />
      <Filters summary={summary} form={form} patient={patient} onChange={setForm} />
      {count === undefined ? (
        <Skeleton lines={10} />
      ) : count === 0 ? (
        <p className={css['none']}>{t('none')}</p>
      ) : (
        <TrailList entries={entries} count={count} />
      )}
    </div>
  );
}

/** Charts that were opened past somebody's rights come before everything else. */
function Glasses({ summary }: { readonly summary: TrailSummary }) {
  const { t } = useTranslation('trail');
  const { count, newest } = summary.glasses;
  const words = useEntryWords(useRecordNumbers(newest.flatMap((entry) => patientOf(entry) ?? [])));
  if (count === 0) return null;
  return (
    <div className={css['state']}>
      <Notice tone="warn" title={t('glassTitle', { count })}>
        <ul className={css['glasses']}>
          {newest.map((entry) => {
            const { at, person, about, machine } = words(entry);
            return (
              <li key={`${entry.workstation} ${entry.epoch} ${String(entry.sequence)}`}>
                {[at, person, about, machine].join(' · ')}
              </li>
            );
          })}
        </ul>
      </Notice>
    </div>
  );
}
