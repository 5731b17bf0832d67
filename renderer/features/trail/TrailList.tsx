import { useEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { patientOf } from '../../../shared/audit/trailFilter.ts';
import { classNames } from '../../ui/classNames.ts';
import css from './trail.module.css';
import { useEntryWords } from './TrailRow.tsx';
import { useRecordNumbers } from './useRecordNumbers.ts';
import type { TrailEntries } from './useTrailEntries.ts';

const rowHeight = 34;
const columns = ['at', 'person', 'action', 'about', 'machine'] as const;

/** The entries, the newest first; only those on the screen are asked for and made. */
export function TrailList(props: { readonly entries: TrailEntries; readonly count: number }) {
  const { entries, count } = props;
  const { t } = useTranslation('trail');
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  const { want } = entries;
  useEffect(() => want(first, last), [want, first, last]);
  const visible = shown.flatMap(({ index }) => entries.entryAt(index) ?? []);
  const words = useEntryWords(useRecordNumbers(visible.flatMap((entry) => patientOf(entry) ?? [])));
  return (
    <div role="table" aria-label={t('title')} aria-rowcount={count + 1} className={css['table']}>
      <div role="row" className={classNames(css['row'], css['heads'])}>
        {columns.map((column) => (
          <span role="columnheader" key={column}>
            {t(`head.${column}`)}
          </span>
        ))}
      </div>
      <div
        ref={scroller}
        className={css['scroller']}
        role="rowgroup"
        tabIndex={0}
        aria-label={t('title')}
      >
        <div className={css['all']} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const entry = entries.entryAt(index);
            const cells = entry && words(entry);
            return (
              <div
                role="row"
                key={index}
                aria-rowindex={index + 2}
                className={classNames(css['row'], css['entry'])}
                style={{ height: rowHeight, transform: `translateY(${String(start)}px)` }}
              >
                {columns.map((column) => (
                  <span role="cell" key={column} title={cells?.[column]}>
                    {cells?.[column] ?? '…'}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
