import { useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Radio, RadioGroup } from 'react-aria-components';
import { useFrame } from '../../app/frameContext.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { InboxIcon } from '../../ui/icons.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import css from './inbox.module.css';
import { filtered, inboxItems } from './inboxItems.ts';
import type { InboxFilter } from './inboxItems.ts';
import { InboxRow } from './InboxRow.tsx';
import { useWaiting } from './waitingContext.tsx';

const filters: readonly InboxFilter[] = ['mine', 'ward', 'all'];
const rowsAtATime = 100;

/** Chờ tôi: disagreements and findings that somebody has to end; each opens the chart at its card. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const { person } = useSession();
  const { ward } = useFrame();
  const language = useLanguage();
  const waiting = useWaiting();
  const [filter, setFilter] = useState<InboxFilter>('mine');
  const [shown, setShown] = useState(rowsAtATime);
  const items = useMemo(
    () => inboxItems(waiting.patients.values(), person),
    [waiting.patients, person],
  );
  const listed = filtered(items, filter, ward.code);
  const complete = waiting.total !== undefined && waiting.done >= waiting.total;
  const count = (number: number) => formatCount(number, language);
  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        <RadioGroup
          className={css['filters']!}
          aria-label={t('filter')}
          value={filter}
          onChange={(chosen) => {
            setFilter(chosen as InboxFilter);
            setShown(rowsAtATime);
          }}
          orientation="horizontal"
        >
          {filters.map((each) => (
            <Radio key={each} value={each} className={css['filter']!}>
              {t(`filter.${each}`, { ward: ward.name })}
              <span className={css['count']}>{count(filtered(items, each, ward.code).length)}</span>
            </Radio>
          ))}
        </RadioGroup>
        <p className={css['complete']} role="status">
          {complete
            ? t('complete', { total: count(waiting.total ?? 0) })
            : waiting.total === undefined
              ? t('reading')
              : t('looking', { done: count(waiting.done), total: count(waiting.total) })}
        </p>
      </header>
      {listed.length === 0 && complete ? (
        <EmptyState icon={<InboxIcon size={32} />} title={t(`empty.${filter}`)}>
          {t('emptyWhy')}
        </EmptyState>
      ) : null}
      <ul className={css['rows']} aria-label={t('title')} onKeyDown={moveBetweenRows}>
        {listed.slice(0, shown).map((item) => (
          <InboxRow key={`${item.waiting.patientId} ${item.key}`} item={item} />
        ))}
      </ul>
      {listed.length > shown ? (
        <div className={css['more']}>
          <Button onPress={() => setShown(shown + rowsAtATime)}>
            {t('more', { count: listed.length - shown })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Arrows, Home and End move between the rows; Enter opens one, as a link does. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll('a')];
  const at = rows.indexOf(document.activeElement as HTMLAnchorElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || !rows[to]) return;
  event.preventDefault();
  rows[to].focus();
}
