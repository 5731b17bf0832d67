import { useCallback, useState } from 'react';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';
import { inTurn, undecided } from './likelyAnswers.ts';
import type { PairAnswer } from './likelyAnswers.ts';
import type { RegistrationForm } from './registrationForm.ts';
import type { Likely } from './useLikelyPatients.ts';

/** What was answered of the likely doubles, who still has to be, and whom the keys answer for. */
export function useLikelyAnswers(
  { pairAnswers }: Pick<RegistrationForm, 'pairAnswers'>,
  set: (part: Pick<RegistrationForm, 'pairAnswers'>) => void,
  { found, strong }: Likely,
) {
  const groups = usePatientGroups();
  const [focused, onFocus] = useState<string>();
  const answer = useCallback(
    (patientId: string | undefined, said: PairAnswer) => {
      if (patientId === undefined) return;
      const of = [...groups.membersOf(patientId)];
      const given = { said, strong: strong.includes(patientId), of };
      set({ pairAnswers: { ...pairAnswers, [patientId]: given } });
    },
    [set, pairAnswers, strong, groups],
  );
  const ids = found.map((each) => each.patientId);
  return {
    waiting: undecided(pairAnswers, strong),
    turn: inTurn(pairAnswers, ids, strong, focused),
    answer,
    onFocus,
  };
}
