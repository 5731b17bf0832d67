import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Owner } from '../../../shared/identity/links/owners.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { RecordContent } from '../sync/RecordContent.tsx';
import { useKindWords } from '../sync/useKindWords.ts';
import css from './identities.module.css';

/** One entry that was written while two identities were one: what it says, and whose it is. */
export function SortedEntry(props: {
  readonly record: AnyRecord;
  readonly owner: Owner | undefined;
  readonly identities: readonly { readonly patientId: string; readonly number: string }[];
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly busy: boolean;
  /** Left out for whoever may only look. */
  readonly onSay?: (whose: string) => void;
}) {
  const { record, owner, identities, onSay } = props;
  const { t } = useTranslation('identities');
  const kindWords = useKindWords();
  const numberOf = (wanted: string) =>
    identities.find(({ patientId }) => patientId === wanted)?.number ?? '';
  return (
    <li>
      <b>{kindWords(record.kind)}</b>{' '}
      <Link to="/patients/$patientId" params={{ patientId: record.patientId }}>
        {numberOf(record.patientId)}
      </Link>{' '}
      <WrittenBy
        by={record.recordedBy}
        at={record.recordedAt}
        on={record.recordedOn}
        id={record.id}
        signature={'signature' in record ? record.signature : undefined}
        credential={record.credential}
      />
      <div className={css['sortActs']}>
        <Button kind="quiet" onPress={props.onOpen}>
          {props.open ? t('hideEntry') : t('showEntry')}
        </Button>
        {onSay
          ? identities.map(({ patientId, number }) => (
              <Button
                key={patientId}
                busy={props.busy}
                lockedBecause={
                  owner?.kind === 'said' && owner.patientId === patientId
                    ? t('saidOf', { number })
                    : undefined
                }
                onPress={() => onSay(patientId)}
              >
                {t('isOf', { number })}
              </Button>
            ))
          : null}
      </div>
      {owner ? <Said owner={owner} record={record} numberOf={numberOf} /> : null}
      {props.open ? <RecordContent record={record} /> : null}
    </li>
  );
}

function Said(props: { owner: Owner; record: AnyRecord; numberOf: (patientId: string) => string }) {
  const { owner, record, numberOf } = props;
  const { t } = useTranslation('identities');
  const { app } = useSession();
  if (owner.kind === 'disputed') return <p className={css['note']}>{t('sortDisputed')}</p>;
  const { by, patientId } = owner;
  const said = t('saidBy', {
    number: numberOf(patientId),
    name: personName(app, by.recordedBy),
    time: stamp(by.recordedAt),
  });
  const elsewhere = patientId !== record.patientId;
  return (
    <p>
      {said} <ActMarks act={by} />{' '}
      {elsewhere ? t('writeThere', { number: numberOf(patientId) }) : null}
    </p>
  );
}
