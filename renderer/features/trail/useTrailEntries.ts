import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { TrailFilter } from '../../../shared/audit/trailFilter.ts';
import type { TrailSummary } from '../../../shared/audit/trailView.ts';
import { useSession } from '../../app/session.tsx';

const pageSize = 100;

interface Asked {
  readonly text: string;
  readonly summary: TrailSummary;
}

/** The entries that fit, as far as the list has come to them. */
export interface TrailEntries {
  /** How many fit; undefined until the first answer. */
  readonly count: number | undefined;
  /** Undefined until its page is here. */
  entryAt(index: number): AuditEntry | undefined;
  /** Asks for the pages of these rows, if they weren't asked for. */
  want(first: number, last: number): void;
}

/** Pages of the reading that lies in the Worker: what is on the screen is asked for, and kept. */
export function useTrailEntries(summary: TrailSummary, filter: TrailFilter): TrailEntries {
  const { replica } = useSession();
  const text = JSON.stringify(filter);
  const asked = useMemo<Asked>(() => ({ text, summary }), [text, summary]);
  const underWay = useRef<{ of: Asked | undefined; pages: Set<number> }>({
    of: undefined,
    pages: new Set(),
  });
  const [listed, setListed] = useState<{
    readonly of: Asked;
    readonly count: number;
    readonly pages: ReadonlyMap<number, readonly AuditEntry[]>;
  }>();

  const ask = useCallback(
    (page: number) => {
      if (underWay.current.of !== asked) underWay.current = { of: asked, pages: new Set() };
      const { pages } = underWay.current;
      if (pages.has(page)) return;
      pages.add(page);
      replica
        .trailPart(JSON.parse(asked.text) as TrailFilter, page * pageSize, pageSize)
        .then(({ count, entries }) => {
          if (underWay.current.of !== asked) return;
          setListed((before) => ({
            of: asked,
            count,
            pages: new Map([...(before?.of === asked ? before.pages : []), [page, entries]]),
          }));
        })
        .catch(() => pages.delete(page));
    },
    [replica, asked],
  );
  useEffect(() => ask(0), [ask]);

  // What was listed before stands until the first page of the new list is here.
  return {
    count: listed?.count,
    entryAt: (index) => listed?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    want: useCallback(
      (first: number, last: number) => {
        for (let page = Math.floor(first / pageSize); page * pageSize <= last; page += 1) ask(page);
      },
      [ask],
    ),
  };
}
