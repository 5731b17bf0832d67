import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrailReading } from '../../../shared/audit/readTrails.ts';
import { brokenGlasses, filterTrail, patientOf } from '../../../shared/audit/trailFilter.ts';
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
  return <ReadTrails reading={trails} onReadAgain={readAgain} />;
}

function ReadTrails(props: { readonly reading: TrailReading; readonly onReadAgain: () => void }) {
  const { reading, onReadAgain } = props;
  const { t } = useTranslation('trail');
  const language = useLanguage();
  const [form, setForm] = useState(noFilter);
  const patient = usePatientOfNumber(form.recordNumber);
  const everything = useMemo(() => filterTrail(reading.entries, {}), [reading]);
  const listed = useMemo(
    () => filterTrail(everything, filterOf(form, patient)),
    [everything, form, patient],
  );
  const { exporting, said, save } = useExport(listed);
  const count = (number: number) => formatCount(number, language);
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <p role="status">
          {said ?? t('shown', { shown: count(listed.length), total: count(everything.length) })}
        </p>
        {listed.length > 0 ? (
          <Button onPress={save} busy={exporting}>
            {t('export')}
          </Button>
        ) : null}
      </header>
      <ChainState reading={reading} onReadAgain={onReadAgain} />
      <CodeUses />
      <Glasses reading={reading} />
      <Filters entries={everything} form={form} patient={patient} onChange={setForm} />
      {listed.length === 0 ? (
        <p className={css['none']}>{t('none')}</p>
      ) : (
        <TrailList entries={listed} />
      )}
    </div>
  );
}

const glassesShown = 4;

/** Charts that were opened past somebody's rights come before everything else. */
function Glasses({ reading }: { readonly reading: TrailReading }) {
  const { t } = useTranslation('trail');
  const broken = useMemo(() => brokenGlasses(reading.entries), [reading]);
  const words = useEntryWords(useRecordNumbers(broken.flatMap((entry) => patientOf(entry) ?? [])));
  if (broken.length === 0) return null;
  return (
    <div className={css['state']}>
      <Notice tone="warn" title={t('glassTitle', { count: broken.length })}>
        <ul className={css['glasses']}>
          {broken.slice(0, glassesShown).map((entry) => {
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
