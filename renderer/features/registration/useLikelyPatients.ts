import { useEffect, useMemo, useState } from 'react';
import { likelyPatient } from '../../../shared/identity/likelyExisting.ts';
import type { LikelyPatient } from '../../../shared/identity/likelyExisting.ts';
import type { SaidOfPerson } from '../../../shared/identity/matching/traits.ts';
import { useSession } from '../../app/session.tsx';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { usePatientIndex } from '../find/patientIndexContext.tsx';
import { oneOfEach } from '../identities/oneOfEach.ts';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';
import { cardNumber, phoneNumber } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';

export interface Likely {
  readonly found: readonly LikelyPatient[];
  /** Those so close that somebody has to say whether it is the same person. */
  readonly strong: readonly string[];
  /** How many patients were looked through, and whether that is all of them. */
  readonly searched: number;
  readonly complete: boolean;
}

const nobody: readonly LikelyPatient[] = [];
const most = 4;

/** Who on this workstation may be the person in the form, asked of the Worker while it is typed. */
export function useLikelyPatients(form: RegistrationForm, now: string): Likely {
  const { replica } = useSession();
  const groups = usePatientGroups();
  const { patients, complete } = usePatientIndex();
  const { name, nameUnknown, sex, birth, card, oldCard, phone, patientId } = form;
  const asked = useMemo<SaidOfPerson>(() => {
    const [number, older] = [cardNumber(card), oldCard];
    return {
      name: nameUnknown ? undefined : name,
      sex: sex ?? undefined,
      birthDate: readDateEntry(birth, now, true)?.date,
      phones: [phoneNumber(phone)].filter((each) => each !== ''),
      numbers: [number, older].flatMap((value) =>
        value === '' ? [] : systemsOf(value).map((system) => ({ system, value })),
      ),
    };
  }, [name, nameUnknown, sex, birth, card, oldCard, phone, now]);
  const [found, setFound] = useState(nobody);
  useEffect(() => {
    let overtaken = false;
    replica.patients.likely(asked, most + 1).then(
      (matches) => {
        if (!overtaken) setFound(matches.map(likelyPatient));
      },
      () => undefined,
    );
    return () => {
      overtaken = true;
    };
    // `patients` changes after every arrival: whoever just came may be meant.
  }, [replica, asked, patients]);
  return useMemo(() => {
    const others = oneOfEach(
      found.map((each) => ({ ...each, patientId: each.patient.patientId })),
      groups,
    ).filter((each) => each.patientId !== patientId);
    const shown = others.slice(0, most);
    return {
      found: shown,
      strong: shown.filter(isStrong).map((each) => each.patientId),
      searched: patients.size,
      complete,
    };
  }, [found, groups, patients, complete, patientId]);
}

/** The card that a number may be of: 12 digits a citizen's, 9 the older one, others an insurance card. */
function systemsOf(value: string): readonly string[] {
  if (/^\d{12}$/.test(value)) return ['cccd'];
  return /^\d{9}$/.test(value) ? ['cmnd'] : ['bhyt', 'passport'];
}

function isStrong({ strong, name, birthDate, number }: LikelyPatient): boolean {
  return (
    strong ||
    number === 'same' ||
    (name !== 'different' && (birthDate === 'same' || birthDate === 'near'))
  );
}
