import { useEffect, useMemo, useState } from 'react';
import type { Suspected, SuspectedPair } from '../../../shared/identity/matching/keepMatches.ts';
import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { useSession } from '../../app/session.tsx';
import { usePatientGroups } from './patientGroupsContext.tsx';

/** A pair of the work list: why it is there. */
export interface ListedPair {
  readonly key: string;
  readonly a: string;
  readonly b: string;
  readonly standing: 'sameNumber' | 'suspected' | 'later' | 'disputed' | 'linked' | 'parted';
}

export interface PairList {
  readonly pairs: readonly ListedPair[];
  readonly compared: number;
  readonly total: number;
}

const askAgainMs = 1000;
const restMs = 10_000;

type Asked = Suspected & { readonly sameNumbers: readonly (readonly [string, string])[] };

/** What the Worker suspects, asked again while it still compares and after every change of a patient. */
function useSuspected(): Asked | undefined {
  const { replica } = useSession();
  const [suspected, setSuspected] = useState<Asked | undefined>(undefined);
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      clearTimeout(timer);
      Promise.all([replica.patients.suspected(), replica.patients.sameNumbers()]).then(
        ([listOf, sameNumbers]) => {
          const found = { ...listOf, sameNumbers };
          if (ended) return;
          setSuspected((before) =>
            JSON.stringify(before) === JSON.stringify(found) ? before : found,
          );
          timer = setTimeout(ask, found.compared < found.total ? askAgainMs : restMs);
        },
        () => {
          if (!ended) timer = setTimeout(ask, restMs);
        },
      );
    };
    const subscription = replica.records.collections.patients.$.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(ask, askAgainMs);
    });
    ask();
    return () => {
      ended = true;
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [replica]);
  return suspected;
}

/** Everything about pairs that somebody may have to look at: what is open first, what was answered last. */
export function usePairList(): PairList | undefined {
  const suspected = useSuspected();
  const groups = usePatientGroups();
  return useMemo(
    () =>
      suspected && {
        pairs: listed(suspected.pairs, groups, suspected.sameNumbers),
        compared: suspected.compared,
        total: suspected.total,
      },
    [suspected, groups],
  );
}

/**
 * Patients who have one record number, then suspected pairs that nobody answered, then what was said
 * of pairs. One number of two people stays in the list whatever was said of them, until they are
 * joined or one has another number: a wrong chart is opened by it.
 */
export function listed(
  suspected: readonly Pick<SuspectedPair, 'a' | 'b'>[],
  groups: PatientGroups,
  sameNumbers: readonly (readonly [string, string])[] = [],
): readonly ListedPair[] {
  const oneNumber = sameNumbers.flatMap(([a, b]): ListedPair[] => {
    const together = groups.survivorOf(a) === groups.survivorOf(b);
    return together ? [] : [{ key: `${a} ${b}`, a, b, standing: 'sameNumber' }];
  });
  const ofOneNumber = new Set(oneNumber.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
  const said = groups.pairs.flatMap(({ a, b, state }): ListedPair[] => {
    if (state === 'different') {
      const parted = groups.eventsOf(a, b).some(({ event }) => event.kind === 'unlink');
      return parted ? [{ key: `${a} ${b}`, a, b, standing: 'parted' }] : [];
    }
    return [{ key: `${a} ${b}`, a, b, standing: state }];
  });
  const open = suspected.flatMap(({ a, b }): ListedPair[] => {
    const [one, other] = [a.patientId, b.patientId];
    const answered = groups.pair(one, other) !== undefined;
    const together = groups.survivorOf(one) === groups.survivorOf(other);
    return answered || together
      ? []
      : [{ key: `${one} ${other}`, a: one, b: other, standing: 'suspected' }];
  });
  const others = [...open, ...said].filter(({ key }) => !ofOneNumber.has(key));
  const rank = { sameNumber: 0, disputed: 1, suspected: 2, later: 3, linked: 4, parted: 5 };
  return [...oneNumber, ...others].sort((x, y) => rank[x.standing] - rank[y.standing]);
}
