import { useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/clinical/dates.ts';
import { statesOf } from '../../../shared/people/account.ts';
import type { Account } from '../../../shared/people/account.ts';
import { useSession } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { wardName } from '../chart/directory.ts';
import { AccountTags } from './AccountTags.tsx';
import css from './people.module.css';
import { sortedBy } from './peopleList.ts';
import type { PeopleOrder, SortedBy } from './peopleList.ts';

/** Practice numbers stand between the wards and the end, and sort nothing. */
const columns = ['name', 'role', 'wards', 'practice', 'until', 'state'] as const;
const isSorted = (column: string): column is SortedBy =>
  (sortedBy as readonly string[]).includes(column);

/**
 * The list of accounts: a press on a head sorts by it, arrows move, Enter opens, and what is typed
 * goes to the search.
 */
export function PeopleTable(props: {
  readonly accounts: readonly Account[];
  readonly order: PeopleOrder;
  readonly onOrder: (order: PeopleOrder) => void;
  readonly chosen: string | undefined;
  readonly onOpen: (key: string) => void;
  readonly onTyped: (letter: string) => void;
  readonly rows: RefObject<HTMLDivElement | null>;
  readonly nowMs: number;
}) {
  const { accounts, order, onOrder, chosen, onOpen, onTyped, rows, nowMs } = props;
  const { t } = useTranslation(['people', 'unlock']);
  const { app } = useSession();
  const head = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    accounts.findIndex(({ key }) => key === chosen),
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-account]')];
    const here = all.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    const to = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      Home: 0,
      End: all.length - 1,
      PageDown: Math.min(here + 10, all.length - 1),
      PageUp: Math.max(here - 10, 0),
    }[event.key];
    if (to !== undefined) all[to]?.focus();
    else if (event.key === 'Enter') onOpen(all[here]!.dataset['account']!);
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) onTyped(event.key);
    else return;
    event.preventDefault();
  };

  return (
    <div role="grid" aria-label={t('people:title')} aria-rowcount={accounts.length + 1}>
      <div role="row" ref={head} className={classNames(css['row'], css['heads'])}>
        {columns.map((column) => (
          <span
            role="columnheader"
            key={column}
            {...(isSorted(column)
              ? {
                  'aria-sort':
                    order.by !== column ? 'none' : order.descending ? 'descending' : 'ascending',
                }
              : {})}
          >
            {isSorted(column) ? (
              <button
                type="button"
                className={css['sort']}
                onClick={() =>
                  onOrder({ by: column, descending: order.by === column && !order.descending })
                }
              >
                {t(`people:head.${column}`)}
                <span aria-hidden>
                  {order.by === column ? (order.descending ? ' ↓' : ' ↑') : ''}
                </span>
              </button>
            ) : (
              t(`people:head.${column}`)
            )}
          </span>
        ))}
      </div>
      <div role="rowgroup" ref={rows} onKeyDown={onKeyDown}>
        {accounts.map((account, index) => {
          const { key, displayName, role, wards, practiceNumber, validUntil } = account;
          const states = statesOf(account, nowMs);
          const where =
            wards.length === 0
              ? t('people:everywhere')
              : wards.map((code) => wardName(app, code)).join(', ');
          return (
            <div
              role="row"
              key={key}
              data-account={key}
              aria-selected={key === chosen}
              tabIndex={index === at ? 0 : -1}
              className={classNames(
                css['row'],
                css['account'],
                key === chosen && css['chosen'],
                states[0] === 'revoked' && css['gone'],
              )}
              onClick={() => onOpen(key)}
            >
              <span role="gridcell" className={css['name']}>
                {displayName}
              </span>
              <span role="gridcell">{t(`unlock:role.${role}`)}</span>
              <span role="gridcell" title={where}>
                {where}
              </span>
              <span role="gridcell">{practiceNumber ?? '–'}</span>
              <span role="gridcell">{formatDate(validUntil)}</span>
              <span role="gridcell" className={css['tags']}>
                <AccountTags states={states} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
