import { useDeferredValue, useMemo } from 'react';
import { likelyExisting } from '../../../shared/identity/likelyExisting.ts';
import type { LikelyPatient } from '../../../shared/identity/likelyExisting.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { usePatientIndex } from '../find/patientIndexContext.tsx';
import { cardNumber, phoneNumber } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';

export interface Likely {
  readonly found: readonly LikelyPatient[];
  /** One of them is so close that somebody has to say whether it is the same person. */
  readonly strong: boolean;
  /** How many patients were looked through, and whether that is all of them. */
  readonly searched: number;
  readonly complete: boolean;
}

/** Who on this workstation may be the person in the form, while it is typed. */
export function useLikelyPatients(form: RegistrationForm, now: string): Likely {
  const { patients, complete } = usePatientIndex();
  const { name, nameUnknown, sex, birth, card, oldCard, phone, patientId } = form;
  const asked = useDeferredValue(
    useMemo(
      () => ({
        name: nameUnknown ? undefined : name,
        sex: sex ?? undefined,
        birthDate: readDateEntry(birth, now, true)?.date,
        cards: [cardNumber(card), oldCard].filter((number) => number !== ''),
        phones: [phoneNumber(phone)].filter((number) => number !== ''),
      }),
      [name, nameUnknown, sex, birth, card, oldCard, phone, now],
    ),
  );
  return useMemo(() => {
    const found = likelyExisting(patients.values(), asked, 4).filter(
      ({ patient }) => patient.patientId !== patientId,
    );
    return { found, strong: found.some(isStrong), searched: patients.size, complete };
  }, [patients, complete, asked, patientId]);
}

function isStrong({ name, birthDate, number }: LikelyPatient): boolean {
  return (
    number === 'same' || (name !== 'different' && (birthDate === 'same' || birthDate === 'near'))
  );
}
