import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { toSortAfter } from '../../../shared/identity/links/parting.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { useKindWords } from '../sync/useKindWords.ts';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';
import type { ListedPair } from './usePairList.ts';

/** After a parting: what was written while the two were one, for somebody to say whose it is. */
export function ToSort(props: { pair: ListedPair; records: readonly AnyRecord[] }) {
  const { pair, records } = props;
  const { t } = useTranslation('identities');
  const kindWords = useKindWords();
  const groups = usePatientGroups();
  const events = groups.eventsOf(pair.a, pair.b);
  const unlinks = events.filter(({ event }) => event.kind === 'unlink');
  const listed = new Map(
    unlinks
      .flatMap((unlink) => toSortAfter(unlink, events, records))
      .map((record) => [record.id, record]),
  );
  const numberOf = (patientId: string) => {
    const patient = records.find((each) => each.kind === 'patient' && each.patientId === patientId);
    return patient?.kind === 'patient' ? patient.recordNumber : '';
  };
  return (
    <div className={css['why']}>
      <h2>{t('toSort')}</h2>
      {listed.size === 0 ? <p>{t('nothingToSort')}</p> : <p>{t('toSortHow')}</p>}
      <ul>
        {[...listed.values()].map(
          ({ id, kind, patientId, recordedBy, recordedAt, recordedOn, credential }) => (
            <li key={id}>
              <b>{kindWords(kind)}</b>{' '}
              <Link to="/patients/$patientId" params={{ patientId }}>
                {numberOf(patientId)}
              </Link>{' '}
              <WrittenBy by={recordedBy} at={recordedAt} on={recordedOn} credential={credential} />
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
