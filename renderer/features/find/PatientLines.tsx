import { useTranslation } from 'react-i18next';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useNow } from '../../ui/useNow.ts';
import { PatientLine } from './PatientLine.tsx';

/**
 * The people found, a line each. Language and clock are asked once for all lines: at every keystroke
 * most of them are other people's, and each line that asked for itself was made with two listeners
 * and a timer of its own.
 */
export function PatientLines(props: {
  /** Lines are called by it and by whose they are. */
  readonly id: string;
  readonly patients: readonly RecordOf<'patient'>[];
  readonly current: RecordOf<'patient'> | undefined;
  readonly onOpen: (patientId: string) => void;
}) {
  const { t } = useTranslation('ui');
  const now = useNow();
  return props.patients.map((patient) => (
    <PatientLine
      key={patient.patientId}
      id={`${props.id}-${patient.patientId}`}
      patient={patient}
      selected={patient === props.current}
      t={t}
      now={now}
      onOpen={props.onOpen}
    />
  ));
}
