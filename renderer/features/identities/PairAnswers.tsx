import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';
import type { ListedPair } from './listedPair.ts';

/** What people said of the two, each signed: who, when, where and why, the latest first. */
export function PairAnswers({ pair }: { readonly pair: ListedPair }) {
  const { t } = useTranslation('identities');
  const { app } = useSession();
  const groups = usePatientGroups();
  const answers = groups
    .eventsOf(pair.a, pair.b)
    .toSorted((one, other) => Date.parse(other.recordedAt) - Date.parse(one.recordedAt));
  // Whose an entry is stands beside the entry.
  const said = answers.flatMap((answer) =>
    answer.event.kind === 'sorted' ? [] : [{ ...answer, what: answer.event.kind }],
  );
  if (said.length === 0) return null;
  return (
    <div className={css['why']}>
      <h2>{t('answers')}</h2>
      <ul>
        {said.map((answer) => (
          <li key={answer.id}>
            <b>{t(`said.${answer.what}`)}</b> {personName(app, answer.recordedBy)},{' '}
            {stamp(answer.recordedAt)}, {workstationName(app, answer.recordedOn)}
            {answer.reason === undefined ? '' : `: ${answer.reason}`}{' '}
            <ActMarks act={answer} whole />
          </li>
        ))}
      </ul>
    </div>
  );
}
