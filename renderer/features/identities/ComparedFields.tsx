import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import { PairPhotos } from '../photo/PairPhotos.tsx';
import css from './identities.module.css';

/** Two patients field by field, what differs marked. */
export function ComparedFields(props: {
  readonly one: RecordOf<'patient'>;
  readonly other: RecordOf<'patient'>;
  readonly records: readonly AnyRecord[];
}) {
  const { one, other, records } = props;
  const { t } = useTranslation(['identities', 'ui', 'chart']);
  const { app } = useSession();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('identities:field')}</th>
          {[one, other].map((patient) => (
            <th scope="col" key={patient.patientId}>
              <Link to="/patients/$patientId" params={{ patientId: patient.patientId }}>
                {patient.recordNumber}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.some(({ kind }) => kind === 'patientPhoto') ? (
          <tr>
            <th scope="row">{t('identities:field.photo')}</th>
            {[one, other].map(({ patientId }) => (
              <td key={patientId}>
                <PairPhotos records={records} patientId={patientId} />
              </td>
            ))}
          </tr>
        ) : null}
        {rowsOf(one, other, {
          sex: (sex) => t(`ui:sex.${sex}`),
          unknown: t('identities:notSaid'),
          made: ({ recordedBy, recordedAt, recordedOn, credential }) =>
            `${personName(app, recordedBy, credential)}, ${stamp(recordedAt)}, ${workstationName(app, recordedOn)}`,
          entries: (id) => String(entriesOf(records, id)),
        }).map(([field, left, right]) => (
          <tr key={field} className={left === right ? undefined : css['differs']!}>
            <th scope="row">{t(`identities:field.${field}`)}</th>
            <td>{left}</td>
            <td>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Words {
  readonly sex: (sex: RecordOf<'patient'>['sex']) => string;
  readonly unknown: string;
  readonly made: (patient: RecordOf<'patient'>) => string;
  readonly entries: (patientId: string) => string;
}

function rowsOf(one: RecordOf<'patient'>, other: RecordOf<'patient'>, words: Words) {
  const each = (said: (patient: RecordOf<'patient'>) => string | undefined) =>
    [said(one) || words.unknown, said(other) || words.unknown] as const;
  const list = (values: readonly string[]) => values.toSorted().join(', ');
  return [
    ['name', ...each(({ name }) => name)],
    ['birthDate', ...each(({ birthDate }) => birthDate && formatPartialDate(birthDate))],
    ['sex', ...each(({ sex }) => words.sex(sex))],
    [
      'number',
      ...each(({ identifiers }) => list(Object.values(identifiers ?? {}).map((n) => n.value))),
    ],
    ['phone', ...each(({ contacts }) => list(Object.values(contacts ?? {}).map((c) => c.phone)))],
    ['address', ...each(({ address }) => address)],
    ['made', ...each(words.made)],
    ['entries', ...each(({ patientId }) => words.entries(patientId))],
  ] as const;
}

function entriesOf(records: readonly AnyRecord[], patientId: string): number {
  return records.filter(
    ({ patientId: of, kind }) => of === patientId && kind !== 'patient' && kind !== 'change',
  ).length;
}
