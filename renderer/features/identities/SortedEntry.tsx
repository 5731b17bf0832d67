import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Owner } from '../../../shared/identity/links/owners.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { Button } from '../../ui/Button.tsx';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { RecordContent } from '../sync/RecordContent.tsx';
import { useKindWords } from '../sync/useKindWords.ts';
import { usePatientGroups } from './patientGroupsContext.tsx';
import { SaidOwner } from './SaidOwner.tsx';
import { SayOwner } from './SayOwner.tsx';

/** One entry that was written while two identities were one: what it says, and whose it is. */
export function SortedEntry(props: {
  readonly record: AnyRecord;
  readonly owner: Owner | undefined;
  readonly identities: readonly { readonly patientId: string; readonly number: string }[];
  readonly numberOf: (patientId: string) => string;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly busy: boolean;
  /** Left out for whoever may only look. */
  readonly onSay?: (whose: string) => void;
}) {
  const { record, owner, numberOf } = props;
  const { t } = useTranslation('identities');
  const kindWords = useKindWords();
  const groups = usePatientGroups();
  const whose = owner?.kind === 'said' ? owner.patientId : undefined;
  const elsewhere =
    whose !== undefined && groups.survivorOf(whose) !== groups.survivorOf(record.patientId);
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
      <SayOwner {...props}>
        <Button kind="quiet" onPress={props.onOpen}>
          {props.open ? t('hideEntry') : t('showEntry')}
        </Button>
      </SayOwner>
      {owner ? (
        <SaidOwner owner={owner} numberOf={numberOf}>
          {elsewhere ? t('writeThere', { number: numberOf(whose) }) : null}
        </SaidOwner>
      ) : null}
      {props.open ? <RecordContent record={record} /> : null}
    </li>
  );
}
