import { useEffect } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readUnit, unitIds } from '../../../shared/merge/units.ts';
import { may } from '../../../shared/people/rights.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { noteSections } from '../../../shared/records/note.ts';
import { useSession } from '../../app/session.tsx';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { RecordLine } from '../findings/RecordLine.tsx';
import { useAccessTo } from '../glass/useGlass.ts';
import { PhotoPicture } from '../photo/PhotoPicture.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import css from './sync.module.css';

/**
 * What a record says, for whoever reads that in the chart too: by role, by the wards on their
 * certificate, and by a glass that they broke. Reading it is on the trail; in the chart, which is on
 * the trail itself, `inChart` says so.
 */
export function RecordContent(props: {
  readonly record: AnyRecord;
  /** It was set aside, and is no part of the chart. */
  readonly setAside?: boolean;
  readonly inChart?: boolean;
}) {
  const { record, setAside = false, inChart = false } = props;
  const { t } = useTranslation('frame');
  const { person, audit } = useSession();
  const access = useAccessTo(record.patientId);
  const everybodys = may('registrar', 'read', record.kind);
  const opened = everybodys ? may(person.role, 'read', record.kind) : access.kind === 'open';
  const tells = opened && !inChart;
  const { id } = record;
  useEffect(() => {
    if (tells) audit({ action: 'viewRecord', about: { record: id } });
  }, [audit, tells, id]);
  if (!opened && !everybodys && access.kind === 'reading') return <Skeleton lines={2} />;
  if (opened) return <Content record={record} setAside={setAside} />;
  if (!may(person.role, 'read', 'patient')) return <p>{t('notYours')}</p>;
  return (
    <p>
      {t('notYours')}{' '}
      <Link to="/patients/$patientId" params={{ patientId: record.patientId }}>
        {t('toTheChart')}
      </Link>
    </p>
  );
}

/** Field by field, in the words of the chart, with who wrote it. */
function Content({ record, setAside }: { record: AnyRecord; setAside: boolean }) {
  const fields = useFields(record);
  return (
    <div className={css['content']}>
      <ul>
        <RecordLine record={record} setAside={setAside} />
      </ul>
      {record.kind === 'patientPhoto' && record.event.kind === 'taken' ? (
        <PhotoPicture jpeg={record.event.jpeg} size="large" />
      ) : null}
      {fields.length > 0 ? (
        <dl>
          {fields.map(([title, words]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

function useFields(record: AnyRecord): readonly (readonly [string, string])[] {
  const { t } = useTranslation(['chart', 'ui', 'allergies']);
  const { t: tNotes } = useTranslation('notes');
  const { t: tSync } = useTranslation('sync');
  const { app } = useSession();
  if (record.kind === 'note') {
    return noteSections.flatMap((section) =>
      record[section] ? [[tNotes(`section.${section}`), record[section]] as const] : [],
    );
  }
  if (record.kind === 'addendum') return [[tSync('kind.addendum'), record.text]];
  if (record.kind === 'retraction' || record.kind === 'findingAcknowledgement') {
    return [[tSync('content.reason'), record.reason]];
  }
  if (record.kind === 'order') {
    return record.instruction ? [[tSync('content.instruction'), record.instruction]] : [];
  }
  const { units, immutable } = kindDefinition(record.kind)!;
  if (immutable) return [];
  return unitIds(units, record, undefined).flatMap((unit) => {
    const value = readUnit(units, record, unit);
    if (value === null || unit === 'encounterId') return [];
    return [[unitTitle(t, record.kind, unit), unitWords(t, app, unit, value)] as const];
  });
}
