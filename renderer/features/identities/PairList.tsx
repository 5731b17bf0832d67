import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import type { PairPerson, PairRow } from '../../../shared/identity/links/pairWork.ts';
import { useSession } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { personName, stamp } from '../chart/directory.ts';
import css from './identities.module.css';
import type { PairRows } from './usePairPage.ts';

const rowHeight = 76;

/** The pairs, one line each of which there are only those on the screen; arrows move between them. */
export function PairList(props: {
  readonly rows: PairRows;
  readonly total: number;
  /** Key of the pair that is compared. */
  readonly current: string | undefined;
  readonly onChoose: (row: PairRow) => void;
}) {
  const { rows, total, current, onChoose } = props;
  const { t } = useTranslation('identities');
  const scroller = useRef<HTMLDivElement>(null);
  const focusAt = useRef<number>(undefined);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const { want } = rows;
  useEffect(() => want(first, last), [want, first, last]);
  const place = shown.findIndex(({ index }) => keyOf(rows.rowAt(index)) === current);
  const reached = place < 0 ? first : shown[place]!.index;
  // A row that an arrow leads to may be made, and its text be asked for, only after the key.
  useEffect(() => {
    if (focusAt.current === undefined) return;
    const button = scroller.current?.querySelector<HTMLButtonElement>(
      `[data-index="${String(focusAt.current)}"] button`,
    );
    if (!button) return;
    focusAt.current = undefined;
    button.focus({ preventScroll: true });
  });
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const item = (event.target as HTMLElement).closest('[data-index]');
    if (!item) return;
    const at = Number(item.getAttribute('data-index'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: total - 1 }[event.key];
    if (to === undefined || to < 0 || to >= total) return;
    event.preventDefault();
    focusAt.current = to;
    virtual.scrollToIndex(to);
    const button = scroller.current?.querySelector<HTMLButtonElement>(
      `[data-index="${String(to)}"] button`,
    );
    if (!button) return;
    focusAt.current = undefined;
    button.focus({ preventScroll: true });
  };
  return (
    <div ref={scroller} className={css['list']}>
      <ul aria-label={t('pairs')} onKeyDown={move} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows.rowAt(index);
          const isCurrent = row !== undefined && keyOf(row) === current;
          return (
            <li
              key={index}
              data-index={index}
              aria-setsize={total}
              aria-posinset={index + 1}
              style={{ height: rowHeight, transform: `translateY(${String(start)}px)` }}
            >
              {row ? (
                <button
                  className={classNames(css['row'], isCurrent && css['current'])}
                  aria-current={isCurrent}
                  tabIndex={index === reached ? 0 : -1}
                  onClick={() => onChoose(row)}
                  onFocus={() => onChoose(row)}
                >
                  <Who person={row.a} />
                  <Who person={row.b} />
                  <Standing row={row} />
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function keyOf(row: PairRow | undefined): string | undefined {
  return row && `${row.a.patientId} ${row.b.patientId}`;
}

/** Two of one name are told apart by the year and the number. */
function Who({ person: { name, birthDate, recordNumber } }: { readonly person: PairPerson }) {
  const { t } = useTranslation('ui');
  return (
    <span className={css['who']}>
      <span>{name ?? t('nameUnknown')}</span>
      <small>{[birthDate?.slice(0, 4), recordNumber].filter(Boolean).join(' · ')}</small>
    </span>
  );
}

function Standing({ row }: { readonly row: PairRow }) {
  const { t } = useTranslation('identities');
  const { app } = useSession();
  return (
    <small className={css[row.standing]}>
      {t(`standing.${row.standing}`)}
      {row.strong && row.standing === 'suspected' ? `, ${t('strong')}` : null}
      {row.answered ? ` · ${personName(app, row.answered.by)}, ${stamp(row.answered.at)}` : null}
    </small>
  );
}
