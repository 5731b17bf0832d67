import { memo, useRef } from 'react';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import css from './find.module.css';
import type { LineWords } from './lineWords.ts';

/** One person found: what tells them from another of the same name. */
export const PatientLine = memo(function PatientLine(props: {
  readonly id: string;
  /** From 1. */
  readonly place: number;
  readonly outOf: number;
  readonly patient: RecordOf<'patient'>;
  readonly selected: boolean;
  readonly words: LineWords;
  /** The local instant, for the age. */
  readonly now: string;
  readonly onOpen: (patientId: string) => void;
}) {
  const { patient, words, now } = props;
  const { patientId } = patient;
  const age = patient.birthDate && words.age(patient.birthDate, now);
  /** Whose line it was when it was pressed: an answer that comes before the release puts another there. */
  const pressed = useRef<string>(undefined);
  return (
    <li
      role="option"
      id={props.id}
      aria-posinset={props.place}
      aria-setsize={props.outOf}
      aria-selected={props.selected}
      className={css['line']}
      onPointerDown={() => (pressed.current = patientId)}
      onClick={({ detail }) => {
        // Without a pointer (`detail` 0) there was no press before.
        if (detail === 0 || pressed.current === patientId) props.onOpen(patientId);
      }}
    >
      <strong className={css['name']}>{patient.name ?? words.nameUnknown}</strong>
      <span className={css['born']}>
        {patient.birthDate ? formatPartialDate(patient.birthDate) : '–'}
        {age ? <small>{age}</small> : null}
      </span>
      <span>{words.sex(patient.sex)}</span>
      <span className={css['address']} title={patient.address}>
        {patient.address ?? ''}
      </span>
      <span className={css['number']}>{patient.recordNumber}</span>
    </li>
  );
});
