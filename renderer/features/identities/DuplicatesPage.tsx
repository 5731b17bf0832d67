import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonIcon } from '../../ui/icons.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Completeness } from '../sync/Completeness.tsx';
import { PairComparison } from './PairComparison.tsx';
import css from './identities.module.css';
import { listedPair } from './listedPair.ts';
import { PairFilters } from './PairFilters.tsx';
import { PairList } from './PairList.tsx';
import { usePatientGroups } from './patientGroupsContext.tsx';
import { usePairPage } from './usePairPage.ts';
import type { PairFilter } from './usePairPage.ts';

/**
 * Pairs that may be one person, with what was said of others: the list left, the comparison right.
 * @param props.asked two that somebody put side by side, whether they are in the list or not
 */
export function DuplicatesPage(props: {
  readonly asked?: { readonly a: string; readonly b: string } | undefined;
}) {
  const { t } = useTranslation('identities');
  const groups = usePatientGroups();
  const [filter, setFilter] = useState<PairFilter>({ shelf: 'open' });
  const [chosen, setChosen] = useState(props.asked);
  const rows = usePairPage(filter);
  const { page } = rows;
  if (!page) return <Skeleton lines={8} />;
  const [first] = page.rows;
  // What was looked at stays until somebody chooses another: an answer takes the pair out of the list,
  // and a second press of the same key must never meet two other people.
  if (chosen === undefined && rows.fresh && first) {
    setChosen({ a: first.a.patientId, b: first.b.patientId });
  }
  const shown = chosen;
  const unanswered = props.asked && shown === props.asked ? 'asked' : 'suspected';
  const pair = shown && listedPair(groups, shown.a, shown.b, unanswered);
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <p role="status">
          {page.compared < page.patients
            ? t('comparing', { done: page.compared, total: page.patients })
            : t('compared', { total: page.patients })}
        </p>
        <Completeness />
      </header>
      <div className={css['split']}>
        <div className={css['side']}>
          <PairFilters
            filter={filter}
            counts={page.counts}
            onChange={(next) => {
              setFilter(next);
              setChosen(undefined);
            }}
          />
          {page.total === 0 ? (
            <EmptyState
              icon={<PersonIcon size={32} />}
              title={t(filter.shelf === 'open' ? 'none' : 'noneAnswered')}
            >
              {filter.shelf === 'open' ? t('noneWhy') : null}
            </EmptyState>
          ) : (
            <PairList
              key={JSON.stringify(filter)}
              rows={rows}
              total={page.total}
              current={pair?.key}
              onChoose={({ a, b }) => setChosen({ a: a.patientId, b: b.patientId })}
            />
          )}
        </div>
        {pair ? <PairComparison key={pair.key} pair={pair} /> : null}
      </div>
    </div>
  );
}
