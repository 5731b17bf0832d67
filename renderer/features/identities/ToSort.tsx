import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toSortAfter } from '../../../shared/identity/links/parting.ts';
import { ownersOf } from '../../../shared/identity/links/owners.ts';
import { sorting } from '../../../shared/identity/links/sorting.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import { maySort } from '../../../shared/people/rights.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import css from './identities.module.css';
import { SortedEntry } from './SortedEntry.tsx';
import { usePatientGroups } from './patientGroupsContext.tsx';
import type { ListedPair } from './usePairList.ts';

export interface ToSortProps {
  readonly pair: ListedPair;
  readonly records: readonly AnyRecord[];
  readonly busy: boolean;
  readonly write: (links: readonly NewLink[]) => Promise<unknown>;
}

/**
 * After a parting: what was written while the two were one, for whoever treats them to say whose it
 * is. What they say stands beside the entries, which stay where they were written.
 */
export function ToSort({ pair, records, busy, write }: ToSortProps) {
  const { t } = useTranslation('identities');
  const { person } = useSession();
  const groups = usePatientGroups();
  const [opened, setOpened] = useState<string>();
  const events = groups.eventsOf(pair.a, pair.b);
  const owners = ownersOf(events);
  const unlinks = events.filter(({ event }) => event.kind === 'unlink');
  const listed = new Map(
    unlinks
      .flatMap((unlink) => toSortAfter(unlink, events, records))
      .map((record) => [record.id, record]),
  );
  const both = [pair.a, pair.b] as const;
  const left = [...listed.values()].filter(({ id }) => owners.get(id)?.kind !== 'said');
  const numberOf = (patientId: string) => {
    const patient = records.find((each) => each.kind === 'patient' && each.patientId === patientId);
    return patient?.kind === 'patient' ? patient.recordNumber : '';
  };
  const say = (entries: readonly AnyRecord[], whose: string) =>
    void write([sorting(groups, both, entries, whose)]);
  const sorts = maySort(person.role);
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
      <ul>
        {[...listed.values()].map((record) => (
          <SortedEntry
            key={record.id}
            record={record}
            owner={owners.get(record.id)}
            identities={both.map((patientId) => ({ patientId, number: numberOf(patientId) }))}
            open={opened === record.id}
            onOpen={() => setOpened(opened === record.id ? undefined : record.id)}
            busy={busy}
            {...(sorts ? { onSay: (whose: string) => say([record], whose) } : {})}
          />
        ))}
      </ul>
      {sorts && left.length > 1 ? (
        <Button
          busy={busy}
          onPress={() =>
            void write(
              both.flatMap((whose) => {
                const own = left.filter(({ patientId }) => patientId === whose);
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
