import { useCallback, useEffect, useRef, useState } from 'react';
import type { PairPage, PairQuery, PairRow } from '../../../shared/identity/links/pairWork.ts';
import { useSession } from '../../app/session.tsx';

/** Which pairs are looked at; the page of them follows what is on the screen. */
export type PairFilter = Pick<PairQuery, 'shelf' | 'ward' | 'strong'>;

export interface PairRows {
  /** The last answer; its rows begin at `offset`. */
  readonly page: PairPage | undefined;
  /** The answer is to this filter; until it comes the last one stands. */
  readonly fresh: boolean;
  rowAt(index: number): PairRow | undefined;
  /** Tells which rows are on the screen. */
  readonly want: (first: number, last: number) => void;
}

/** Rows asked for at once: what is on the screen is inside. */
const atATime = 50;
/** While the Worker still compares, and after every change. */
const askAgainMs = 1000;
const restMs = 10_000;
const settleMs = 150;

/** The part of the work list that is on the screen, asked again as it changes; never the whole. */
export function usePairPage(filter: PairFilter): PairRows {
  const { replica } = useSession();
  const { shelf, ward, strong } = filter;
  const [range, setRange] = useState({ offset: 0, limit: atATime });
  const [answer, setAnswer] = useState<{
    readonly asked: string;
    readonly offset: number;
    readonly page: PairPage;
  }>();
  const asked = useRef(0);
  const question = JSON.stringify([shelf, ward, strong]);
  useEffect(() => {
    let ended = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(ask, ms);
    };
    const ask = () => {
      asked.current += 1;
      const turn = asked.current;
      replica.patients.pairs({ shelf, ward, strong: strong ?? false, ...range }).then(
        (page) => {
          if (ended || turn !== asked.current) return;
          setAnswer((before) =>
            before?.asked === question &&
            before.offset === range.offset &&
            JSON.stringify(before.page) === JSON.stringify(page)
              ? before
              : { asked: question, offset: range.offset, page },
          );
          later(page.compared < page.patients ? askAgainMs : restMs);
        },
        () => {
          if (!ended) later(restMs);
        },
      );
    };
    const { patients, links } = replica.records.collections;
    const followed = [
      patients.$.subscribe(() => later(askAgainMs)),
      links.$.subscribe(() => later(settleMs)),
    ];
    ask();
    return () => {
      ended = true;
      clearTimeout(timer);
      followed.forEach((one) => one.unsubscribe());
    };
  }, [replica, shelf, ward, strong, question, range]);
  const want = useCallback((first: number, last: number) => {
    const offset = Math.floor(first / atATime) * atATime;
    const limit = Math.ceil((last + 1 - offset) / atATime) * atATime || atATime;
    setRange((before) =>
      before.offset === offset && before.limit === limit ? before : { offset, limit },
    );
  }, []);
  return {
    page: answer?.page,
    fresh: answer?.asked === question,
    rowAt: (index) => answer?.page.rows[index - answer.offset],
    want,
  };
}
