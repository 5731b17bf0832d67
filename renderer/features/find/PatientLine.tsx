import { useTranslation } from 'react-i18next';
import { ageAt } from '../../../shared/clinical/age.ts';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { ageInWords } from '../../ui/ageInWords.ts';
import { useNow } from '../../ui/useNow.ts';
import css from './find.module.css';

/** One person found: what tells them from another of the same name. */
export function PatientLine(props: {
  id: string;
  patient: RecordOf<'patient'>;
  selected: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation('ui');
  const { patient } = props;
  const now = useNow();
  const age = patient.birthDate ? ageAt(patient.birthDate, now) : undefined;
  return (
    <li
      role="option"
      id={props.id}
      aria-selected={props.selected}
      className={css['line']}
      onClick={props.onOpen}
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
}
