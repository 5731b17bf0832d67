import type { TFunction } from 'i18next';
import { memo } from 'react';
import { ageAt } from '../../../shared/clinical/age.ts';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { ageInWords } from '../../ui/ageInWords.ts';
import css from './find.module.css';

/** One person found: what tells them from another of the same name. */
export const PatientLine = memo(function PatientLine(props: {
  readonly id: string;
  readonly patient: RecordOf<'patient'>;
  readonly selected: boolean;
  readonly t: TFunction<'ui'>;
  /** The local instant, for the age. */
  readonly now: string;
  readonly onOpen: (patientId: string) => void;
}) {
  const { patient, t, now } = props;
  const age = patient.birthDate ? ageAt(patient.birthDate, now) : undefined;
  return (
    <li
      role="option"
      id={props.id}
      aria-selected={props.selected}
      className={css['line']}
      onClick={() => props.onOpen(patient.patientId)}
    >
      <strong className={css['name']}>{patient.name ?? t('nameUnknown')}</strong>
      <span className={css['born']}>
        {patient.birthDate ? formatPartialDate(patient.birthDate) : '–'}
        {age ? <small>{ageInWords(t, age)}</small> : null}
      </span>
      <span>{t(`sex.${patient.sex}`)}</span>
      <span className={css['address']} title={patient.address}>
        {patient.address ?? ''}
      </span>
      <span className={css['number']}>{patient.recordNumber}</span>
    </li>
  );
});
