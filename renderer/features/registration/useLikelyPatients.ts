import { useEffect, useMemo, useState } from 'react';
import { likelyPatient } from '../../../shared/identity/likelyExisting.ts';
import type { LikelyPatient } from '../../../shared/identity/likelyExisting.ts';
import type { SaidOfPerson } from '../../../shared/identity/matching/traits.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { usePatientArrivals } from '../find/usePatientArrivals.ts';
import { oneOfEach } from '../identities/oneOfEach.ts';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';
import { cardNumber, phoneNumber } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';

export interface Likely {
  readonly found: readonly (LikelyPatient & { readonly patientId: string })[];
  /** How many more there may be beyond those; `mostAsked` is as far as is counted. */
  readonly more: number;
  /** Those so close that somebody has to say whether it is the same person. */
  readonly strong: readonly string[];
  /** How many patients were looked through, and whether that is all of them. */
  readonly searched: number;
  readonly complete: boolean;
}

interface Asked {
  readonly found: readonly LikelyPatient[];
  readonly searched: number;
  readonly complete: boolean;
}

const nobody: Asked = { found: [], searched: 0, complete: false };
/** So long until the same is asked again while not everybody is known. */
const askAgainMs = 1000;
/** So many are shown; more of them only where each has to be answered. */
const most = 4;
const mostAsked = 60;

/** Who on this workstation may be the person in the form, asked of the Worker while it is typed. */
export function useLikelyPatients(form: RegistrationForm, now: string): Likely {
  const { replica } = useSession();
  const groups = usePatientGroups();
  const arrivals = usePatientArrivals();
  const filling = useSyncStatus().firstFill !== undefined;
  const { name, nameUnknown, sex, birth, card, oldCard, phone, patientId } = form;
  const { address, insuranceNumber } = form;
  const asked = useMemo<SaidOfPerson>(() => {
    const numbers = [cardNumber(card), oldCard, cardNumber(insuranceNumber)];
    return {
      name: nameUnknown ? undefined : name,
      sex: sex ?? undefined,
      birthDate: readDateEntry(birth, now, true)?.date,
      phones: [phoneNumber(phone)].filter((each) => each !== ''),
      ...(address.trim() === '' ? {} : { address }),
      numbers: numbers.flatMap((value) =>
        value === '' ? [] : systemsOf(value).map((system) => ({ system, value })),
      ),
    };
  }, [name, nameUnknown, sex, birth, card, oldCard, insuranceNumber, phone, address, now]);
  const [answer, setAnswer] = useState(nobody);
  useEffect(() => {
    let overtaken = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const [matches, known] = await Promise.all([
        replica.patients.likely(asked, mostAsked),
        replica.patients.search('', 0),
      ]);
      if (overtaken) return;
      const { searched, complete } = known;
      setAnswer({ found: matches.map(likelyPatient), searched, complete });
      if (!complete) again = setTimeout(() => void ask().catch(() => undefined), askAgainMs);
    };
    ask().catch(() => undefined);
    return () => {
      overtaken = true;
      clearTimeout(again);
    };
    // Whoever just came may be meant.
  }, [replica, asked, arrivals]);
  return useMemo(() => {
    const others = oneOfEach(
      answer.found.map((each) => ({ ...each, patientId: each.patient.patientId })),
      groups,
    ).filter((each) => each.patientId !== patientId);
    const strong = others.filter(isStrong);
    const shown = [
      ...strong,
      ...others.filter((each) => !isStrong(each)).slice(0, Math.max(0, most - strong.length)),
    ];
    return {
      found: shown,
      more: others.length - shown.length,
      strong: strong.map((each) => each.patientId),
      searched: answer.searched,
      complete: answer.complete && !filling,
    };
  }, [answer, groups, filling, patientId]);
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
