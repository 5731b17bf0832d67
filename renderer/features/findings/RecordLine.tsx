import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { allergyWords } from '../chart/allergyWords.ts';
import { personName, stamp, wardName, workstationName } from '../chart/directory.ts';
import { unitWords } from '../chart/unitWords.ts';
import { OrderLine } from '../orders/OrderLine.tsx';
import { TimeMark } from '../times/TimeMark.tsx';
import css from './findings.module.css';

/** One record that a finding is about: what it says, who wrote it, when and where. */
export function RecordLine(props: {
  readonly record: AnyRecord;
  /** A version that was set aside: what is known of the shown one's signature says nothing of it. */
  readonly setAside?: boolean;
}) {
  const { record, setAside = false } = props;
  const { app } = useSession();
  const { recordedBy, recordedAt, recordedOn } = record;
  return (
    <li className={css['record']}>
      <span className={css['recordWords']}>
        <Words record={record} />
      </span>
      <span className={css['by']}>
        {personName(app, recordedBy)}, {stamp(recordedAt)}, {workstationName(app, recordedOn)}{' '}
        {setAside ? <TimeMark at={recordedAt} on={recordedOn} /> : <ActMarks act={record} />}
      </span>
    </li>
  );
}

function Words({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation(['findings', 'notes', 'orders', 'encounter', 'chart', 'photo']);
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { t: tAllergies } = useTranslation('allergies');
  const { app } = useSession();
  switch (record.kind) {
    case 'order':
      return <OrderLine order={record} />;
    case 'orderEvent':
      return `${t(`orders:event.${record.event}`)}: ${record.reason}`;
    case 'allergy':
      return <strong>{allergyWords(tAllergies, record)}</strong>;
    case 'patient':
      return unitWords(tChart, app, 'allergyStatement', record.allergyStatement);
    case 'encounter':
      return t('findings:stay', {
        class: t(`chart:class.${record.class}`),
        ward: wardName(app, record.ward),
        time: stamp(record.startedAt),
      });
    case 'encounterEvent': {
      const { event, reason } = record;
      const what =
        event.kind === 'close'
          ? `${t('findings:closing')}: ${t(`encounter:disposition.${event.disposition}`)}`
          : t(event.kind === 'reopen' ? 'findings:reopening' : 'findings:inError');
      return reason ? `${what}. ${reason}` : what;
    }
    case 'condition':
      return unitWords(tChart, app, 'diagnosis', record);
    case 'note':
      return `${t(`notes:type.${record.noteType}`)}: ${excerpt(record)}`;
    case 'noteDraft':
      return `${t('findings:draftNote')}: ${excerpt(record)}`;
    case 'patientPhoto':
      return record.event.kind === 'taken'
        ? t('photo:title')
        : t('photo:recordRetracted', { reason: record.event.reason });
    default:
      return record.kind;
  }
}

function excerpt(note: { course?: string | undefined; plan?: string | undefined }): string {
  const text = note.course ?? note.plan ?? '';
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
