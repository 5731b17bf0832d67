import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SuspectedPair } from '../../../shared/identity/matching/keepMatches.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { ComparedFields } from './ComparedFields.tsx';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';
import { PairActs } from './PairActs.tsx';
import { PairAnswers } from './PairAnswers.tsx';
import { ToSort } from './ToSort.tsx';
import { WhyPair } from './WhyPair.tsx';
import type { ListedPair } from './listedPair.ts';
import { useRecordsOf } from './useRecordsOf.ts';

/** Two records side by side, why they look like one person, and what can be said of them. */
export function PairComparison({ pair }: { readonly pair: ListedPair }) {
  const { t } = useTranslation('identities');
  const { replica, author, audit } = useSession();
  const groups = usePatientGroups();
  const linked = groups.survivorOf(pair.a) === groups.survivorOf(pair.b);
  const members = [
    ...new Set([...groups.membersOf(pair.a), ...groups.membersOf(pair.b)]),
  ].toSorted();
  const records = useRecordsOf(members);
  const [why, setWhy] = useState<SuspectedPair | undefined>(undefined);
  const { run, error, busy } = useAct();
  const section = useRef<HTMLElement>(null);
  useEffect(
    () => audit({ action: 'comparePair', about: { patient: pair.a, other: pair.b } }),
    [audit, pair.a, pair.b],
  );
  useEffect(() => {
    let ended = false;
    replica.patients.compare(pair.a, pair.b).then(
      (found) => (ended ? undefined : setWhy(found)),
      () => undefined,
    );
    return () => {
      ended = true;
    };
  }, [replica, pair.a, pair.b]);
  const patientOf = (id: string) =>
    records?.find((record) => record.kind === 'patient' && record.patientId === id) as
      RecordOf<'patient'> | undefined;
  const [one, other] = [patientOf(pair.a), patientOf(pair.b)];
  const write = (links: readonly NewLink[]) =>
    run(async () => {
      for (const { patientId, fields } of links) {
        await replica.records.create('patientLink', patientId, fields, author);
        const about = { patient: patientId, other: fields.other, what: fields.event.kind };
        audit({ action: 'patientLink', about });
      }
      // The button that was pressed gives way to what can be done now: the focus stays at the pair.
      if (links.some(({ fields }) => fields.event.kind !== 'sorted')) section.current?.focus();
    });
  if (!records || !one || !other) return <p className={css['comparison']}>{t('here')}</p>;
  const wasParted = groups.eventsOf(pair.a, pair.b).some(({ event }) => event.kind === 'unlink');
  return (
    <section ref={section} tabIndex={-1} className={css['comparison']} aria-label={t('comparison')}>
      <p className={css[pair.standing]}>{t(`standing.${pair.standing}`)}</p>
      <ComparedFields one={one} other={other} records={records} />
      {why ? <WhyPair pair={why} /> : null}
      <PairAnswers pair={pair} />
      {one.recordNumber === other.recordNumber && !linked ? (
        <p className={css['note']}>{t('sameNumberWhy')}</p>
      ) : null}
      {pair.standing === 'disputed' ? <p className={css['note']}>{t('disputedWhy')}</p> : null}
      {groups.of(pair.a)?.contradicted ? <p className={css['note']}>{t('contradicted')}</p> : null}
      <SaveFailure error={error} />
      <PairActs
        pair={pair}
        members={members}
        records={records}
        numberOf={(id) => patientOf(id)?.recordNumber ?? '…'}
        busy={busy}
        write={write}
      />
      {wasParted && !linked ? (
        <ToSort pair={pair} records={records} busy={busy} write={write} run={run} />
      ) : null}
    </section>
  );
}
