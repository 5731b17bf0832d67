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
  readonly standing: 'suspected' | 'later' | 'disputed' | 'linked' | 'parted';
}

export interface PairList {
  readonly pairs: readonly ListedPair[];
  readonly compared: number;
  readonly total: number;
}

const askAgainMs = 1000;
const restMs = 10_000;

/** What the Worker suspects, asked again while it still compares and after every change of a patient. */
function useSuspected(): Suspected | undefined {
  const { replica } = useSession();
  const [suspected, setSuspected] = useState<Suspected | undefined>(undefined);
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      clearTimeout(timer);
      replica.patients.suspected().then(
        (found) => {
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
        pairs: listed(suspected.pairs, groups),
        compared: suspected.compared,
        total: suspected.total,
      },
    [suspected, groups],
  );
}

/** Suspected pairs that nobody answered, then what was said of pairs. */
export function listed(
  suspected: readonly Pick<SuspectedPair, 'a' | 'b'>[],
  groups: PatientGroups,
): readonly ListedPair[] {
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
  const rank = { disputed: 0, suspected: 1, later: 2, linked: 3, parted: 4 };
  return [...open, ...said].sort((x, y) => rank[x.standing] - rank[y.standing]);
}
