import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonIcon } from '../../ui/icons.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLiveQuery } from '../../app/session.tsx';
import { PairComparison } from './PairComparison.tsx';
import css from './identities.module.css';
import { usePairList } from './usePairList.ts';
import type { ListedPair } from './usePairList.ts';

/** Pairs that may be one person, with what was said of others: the list left, the comparison right. */
export function DuplicatesPage() {
  const { t } = useTranslation('identities');
  const list = usePairList();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  if (!list) return <Skeleton lines={8} />;
  const { pairs, compared, total } = list;
  const pair = pairs.find(({ key }) => key === chosen) ?? pairs[0];
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <p role="status">
          {compared < total ? t('comparing', { done: compared, total }) : t('compared', { total })}
        </p>
      </header>
      {pair ? (
        <div className={css['split']}>
          <ul className={css['list']} aria-label={t('pairs')} onKeyDown={moveBetween}>
            {pairs.map((each) => (
              <PairRow
                key={each.key}
                pair={each}
                current={each === pair}
                onChoose={() => setChosen(each.key)}
              />
            ))}
          </ul>
          <PairComparison key={pair.key} pair={pair} />
        </div>
      ) : (
        <EmptyState icon={<PersonIcon size={32} />} title={t('none')}>
          {t('noneWhy')}
        </EmptyState>
      )}
    </div>
  );
}

function PairRow(props: { pair: ListedPair; current: boolean; onChoose: () => void }) {
  const { pair, current, onChoose } = props;
  const { t } = useTranslation(['identities', 'ui']);
  const ids = { selector: { patientId: { $in: [pair.a, pair.b] } } as object };
  const found = useLiveQuery('patients', ids);
  // Two of one name are told apart by the year and the number.
  const words = (id: string) => {
    const patient = found?.find(({ patientId }) => patientId === id);
    if (!patient) return '…';
    const { name, birthDate, recordNumber } = patient;
    return (
      <span className={css['who']}>
        <span>{name ?? t('ui:nameUnknown')}</span>
        <small>{[birthDate?.slice(0, 4), recordNumber].filter(Boolean).join(' · ')}</small>
      </span>
    );
  };
  return (
    <li>
      <button
        className={classNames(css['row'], current && css['current'])}
        aria-current={current}
        onClick={onChoose}
        onFocus={onChoose}
      >
        {words(pair.a)}
        {words(pair.b)}
        <small className={css[pair.standing]}>{t(`standing.${pair.standing}`)}</small>
      </button>
    </li>
  );
}

/** Arrows, Home and End move between the pairs. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const at = rows.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || !rows[to]) return;
  event.preventDefault();
  rows[to].focus();
}
