import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useNow } from '../../ui/useNow.ts';
import { lineWords } from './lineWords.ts';
import { PatientLine } from './PatientLine.tsx';

/**
 * The people found, a line each. At every keystroke most of them are others: a line belongs to its
 * place and says of whom it tells now, because fifty that are thrown away and made anew cost more
 * than a key may take. Language and clock are asked once for all of them.
 */
export function PatientLines(props: {
  /** Lines are called by it and by whose they are. */
  readonly id: string;
  readonly patients: readonly RecordOf<'patient'>[];
  readonly current: RecordOf<'patient'> | undefined;
  readonly onOpen: (patientId: string) => void;
}) {
  const { t } = useTranslation('ui');
  const words = useMemo(() => lineWords(t), [t]);
  const now = useNow();
  return props.patients.map((patient, place) => (
    <PatientLine
      key={place}
      id={`${props.id}-${patient.patientId}`}
      patient={patient}
      selected={patient === props.current}
      words={words}
      now={now}
      onOpen={props.onOpen}
    />
  ));
}
