import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useNow } from '../../ui/useNow.ts';
import { lineWords } from './lineWords.ts';
import { PatientLine } from './PatientLine.tsx';

/** Some more lines than a panel has room for: a keystroke makes no others. */
const inSight = 16;

/**
 * The people found, a line each. At every keystroke most of them are others: a line belongs to its
 * place and says of whom it tells now, because fifty that are thrown away and made anew cost more
 * than a key may take. Language and clock are asked once for all of them.
 */
export function PatientLines(props: {
  /** Lines are called by it and by whose they are. */
  readonly id: string;
  readonly patients: readonly RecordOf<'patient'>[];
  /** Else those alone that a panel has room for, until somebody goes down to the others. */
  readonly whole: boolean;
  readonly current: RecordOf<'patient'> | undefined;
  readonly onOpen: (patientId: string) => void;
}) {
  const { t } = useTranslation('ui');
  const words = useMemo(() => lineWords(t), [t]);
  const now = useNow();
  const shown = props.whole ? props.patients : props.patients.slice(0, inSight);
  return shown.map((patient, place) => (
    <PatientLine
      key={place}
      id={`${props.id}-${patient.patientId}`}
      place={place + 1}
      outOf={props.patients.length}
      patient={patient}
      selected={patient === props.current}
      words={words}
      now={now}
      onOpen={props.onOpen}
    />
  ));
}
