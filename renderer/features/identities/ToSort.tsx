import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toSortAfter } from '../../../shared/identity/links/meanwhile.ts';
import type { Meanwhile } from '../../../shared/identity/links/meanwhile.ts';
import { ownersOf } from '../../../shared/identity/links/owners.ts';
import { sorting } from '../../../shared/identity/links/sorting.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import { maySort } from '../../../shared/people/rights.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import css from './identities.module.css';
import { SortedEdit } from './SortedEdit.tsx';
import { SortedEntry } from './SortedEntry.tsx';
import { usePatientGroups } from './patientGroupsContext.tsx';
import type { ListedPair } from './listedPair.ts';

export interface ToSortProps {
  readonly pair: ListedPair;
  readonly records: readonly AnyRecord[];
  readonly busy: boolean;
  readonly write: (links: readonly NewLink[]) => Promise<unknown>;
  /** Runs another act that saves, one at a time. */
  readonly run: (act: () => Promise<unknown>) => Promise<unknown>;
}

/**
 * After a parting: what was written while the two were one, for whoever treats them to say whose it
 * is. What they say stands beside the entries, which stay where they were written; an edit of what was
 * there before is put right by saves that somebody presses one by one.
 */
export function ToSort({ pair, records, busy, write, run }: ToSortProps) {
  const { t } = useTranslation('identities');
  const { person } = useSession();
  const groups = usePatientGroups();
  const [opened, setOpened] = useState<string>();
  const events = groups.eventsOf(pair.a, pair.b);
  const owners = ownersOf(events);
  const unlinks = events.filter(({ event }) => event.kind === 'unlink');
  const people = [...new Set(records.map(({ patientId }) => patientId))];
  const links = people.flatMap((one, place) =>
    people.slice(place + 1).flatMap((other) => groups.eventsOf(one, other)),
  );
  const listed = new Map(
    unlinks
      .flatMap((unlink) => toSortAfter(unlink, links, records))
      .map((one) => [one.id, one] as const),
  );
  const both = [pair.a, pair.b] as const;
  const left = [...listed.values()].filter(({ id }) => owners.get(id)?.kind !== 'said');
  const patientOf = (patientId: string) =>
    records.find((each) => each.kind === 'patient' && each.patientId === patientId) as
      RecordOf<'patient'> | undefined;
  const changes = records.filter((each) => each.kind === 'change');
  const identities = both.map((patientId) => ({
    patientId,
    number: patientOf(patientId)?.recordNumber ?? '',
  }));
  const say = (entries: readonly Meanwhile[], whose: string) =>
    void write([sorting(groups, both, entries, whose)]);
  const sorts = maySort(person.role);
  const shared = (one: Meanwhile) => ({
    owner: owners.get(one.id),
    identities,
    busy,
    ...(sorts ? { onSay: (whose: string) => say([one], whose) } : {}),
  });
  return (
    <div className={css['why']}>
      <h2>{t('toSort')}</h2>
      {listed.size === 0 ? (
        <p>{t('nothingToSort')}</p>
      ) : (
        <p role="status">
          {left.length > 0 ? t('leftToSort', { count: left.length }) : t('allSorted')}
        </p>
      )}
      {listed.size > 0 && !sorts ? <p className={css['hint']}>{t('whoSorts')}</p> : null}
      <ul aria-label={t('toSort')}>
        {[...listed.values()].map((one) =>
          one.kind === 'entry' ? (
            <SortedEntry
              key={one.id}
              record={one.record}
              {...shared(one)}
              numberOf={(id) => patientOf(id)?.recordNumber ?? ''}
              open={opened === one.id}
              onOpen={() => setOpened(opened === one.id ? undefined : one.id)}
            />
          ) : (
            <SortedEdit
              key={one.id}
              edit={one.change}
              record={one.record}
              changes={changes}
              {...shared(one)}
              patientOf={patientOf}
              run={run}
            />
          ),
        )}
      </ul>
      {sorts && left.length > 1 ? (
        <Button
          busy={busy}
          onPress={() =>
            void write(
              both.flatMap((whose) => {
                const survivor = groups.survivorOf(whose);
                const own = left.filter(
                  ({ record }) => groups.survivorOf(record.patientId) === survivor,
                );
                return own.length > 0 ? [sorting(groups, both, own, whose)] : [];
              }),
            )
          }
        >
          {t('allStay', { count: left.length })}
        </Button>
      ) : null}
    </div>
  );
}
