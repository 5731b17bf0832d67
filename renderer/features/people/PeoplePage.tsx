import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BridgeResponse } from '../../../shared/bridge/contract.ts';
import type { Account } from '../../../shared/people/account.ts';
import { stamp, wardName } from '../chart/directory.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PersonIcon, PlusIcon } from '../../ui/icons.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useNow } from '../../ui/useNow.ts';
import { NewPersonPanel } from './NewPersonPanel.tsx';
import css from './people.module.css';
import { PeopleFilters } from './PeopleFilters.tsx';
import { filterPeople, sortPeople, toDo } from './peopleList.ts';
import type { PeopleFilter, PeopleOrder } from './peopleList.ts';
import { PeopleTable } from './PeopleTable.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { usePeople } from './usePeople.ts';
import type { People } from './usePeople.ts';

/** Người dùng: everybody's account, for an administrator. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const people = usePeople();
  if (people.list === 'notRead') {
    return (
      <>
        <h1 className="visuallyHidden">{t('title')}</h1>
        <EmptyState
          icon={<PersonIcon size={32} />}
          title={t('notRead')}
          acts={<Button onPress={people.readAgain}>{t('readAgain')}</Button>}
        >
          {t('notReadWhy')}
        </EmptyState>
      </>
    );
  }
  if (!people.list) {
    return (
      <div className={css['page']}>
        <header className={css['head']}>
          <h1>{t('title')}</h1>
        </header>
        <Skeleton lines={10} />
      </div>
    );
  }
  return <ListedPeople people={people} list={people.list} />;
}

type Panel = { readonly kind: 'new' } | { readonly kind: 'person'; readonly key: string };

function ListedPeople(props: {
  readonly people: People;
  readonly list: BridgeResponse<'listPeople'>;
}) {
  const { people, list } = props;
  const { t } = useTranslation(['people', 'unlock']);
  const { app } = useSession();
  const nowMs = Date.parse(useNow());
  const [filter, setFilter] = useState<PeopleFilter>({ text: '' });
  const [order, setOrder] = useState<PeopleOrder>({ by: 'name', descending: false });
  const [panel, setPanel] = useState<Panel | undefined>(undefined);
  /** Whose account the last act was about: it is told in their panel alone. */
  const [done, setDone] = useState<string | undefined>(undefined);
  const search = useRef<HTMLInputElement>(null);
  const rows = useRef<HTMLDivElement>(null);

  const shown = useMemo(() => {
    const wordsOf = ({ role, wards }: Account) => [
      t(`unlock:role.${role}`),
      ...wards.map((code) => wardName(app, code)),
    ];
    const found = filterPeople(list.accounts, filter, wordsOf, nowMs);
    return sortPeople(found, order, wordsOf, nowMs);
  }, [list, filter, order, nowMs, app, t]);
  const counts = toDo(list.accounts, nowMs);
  const chosen = panel?.kind === 'person' ? panel.key : undefined;
  const account = list.accounts.find(({ key }) => key === chosen);
  const open = (key: string) => {
    setDone(undefined);
    setPanel({ kind: 'person', key });
  };

  return (
    <div className={css['split']}>
      <div className={css['page']}>
        <header className={css['head']}>
          <h1>{t('people:title')}</h1>
          <p role="status">
            {[
              t('people:shown', { shown: shown.length, total: list.accounts.length }),
              ...(counts.expired > 0 ? [t('people:expired', { count: counts.expired })] : []),
              ...(counts.expiring > 0 ? [t('people:expiring', { count: counts.expiring })] : []),
              ...(counts.neverSignedIn > 0
                ? [t('people:neverSignedIn', { count: counts.neverSignedIn })]
                : []),
              list.heardAt === undefined
                ? t('people:notHeard')
                : t('people:heardAt', { at: stamp(list.heardAt) }),
            ].join(' · ')}
          </p>
          <Button
            kind="primary"
            icon={<PlusIcon size={16} />}
            onPress={() => setPanel({ kind: 'new' })}
          >
            {t('people:new')}
          </Button>
        </header>
        <PeopleFilters
          filter={filter}
          onChange={setFilter}
          inputRef={search}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && shown.length === 1) open(shown[0]!.key);
            else if (event.key === 'ArrowDown' || event.key === 'Enter') {
              rows.current?.querySelector<HTMLElement>('[data-account]')?.focus();
            } else if (event.key === 'Escape' && filter.text !== '') {
              setFilter({ ...filter, text: '' });
            } else return;
            event.preventDefault();
          }}
        />
        {shown.length === 0 ? (
          <p className={css['none']}>{t('people:none')}</p>
        ) : (
          <div className={css['scroller']}>
            <PeopleTable
              accounts={shown}
              order={order}
              onOrder={setOrder}
              chosen={chosen}
              onOpen={open}
              onTyped={(letter) => {
                setFilter({ ...filter, text: filter.text + letter });
                search.current?.focus();
              }}
              rows={rows}
              nowMs={nowMs}
            />
          </div>
        )}
      </div>
      {panel?.kind === 'new' ? (
        <NewPersonPanel people={people} onClose={() => setPanel(undefined)} />
      ) : null}
      {account ? (
        <PersonPanel
          // What is typed in it is of one certificate: after an act it begins anew.
          key={`${account.key} ${account.certificates} ${account.standing}`}
          account={account}
          people={people}
          isTold={done === account.key || people.told?.kind === 'failed'}
          onDone={() => setDone(account.key)}
          onClose={() => setPanel(undefined)}
        />
      ) : null}
    </div>
  );
}
