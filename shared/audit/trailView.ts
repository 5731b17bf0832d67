import type { AuditEntry } from './entry.ts';
import type { TrailReading } from './readTrails.ts';
import { brokenGlasses, filterTrail } from './trailFilter.ts';
import type { TrailFilter } from './trailFilter.ts';
import type { Verification } from './verifyTrails.ts';

/** What an auditor is shown before and beside the entries: small, however long the trails are. */
export interface TrailSummary {
  readonly from: TrailReading['from'];
  readonly guarded: TrailReading['guarded'];
  /** Undefined while only the newest entries are here: nothing is verified before all are. */
  readonly verification: Verification | undefined;
  /** How many entries of people there are to list. */
  readonly total: number;
  /** Keys of those who occur in them. */
  readonly people: readonly string[];
  readonly workstations: readonly string[];
  /** Charts that were opened past somebody's rights: how many, and the newest of them. */
  readonly glasses: { readonly count: number; readonly newest: readonly AuditEntry[] };
}

/** Some of the entries that fit, the newest first, and how many fit altogether. */
export interface TrailPart {
  readonly count: number;
  readonly entries: readonly AuditEntry[];
}

/**
 * A reading that stays where it was made: the page asks for the rows that it shows. 50,000 entries
 * at once would hold the page for as long as they take to cross.
 */
export interface TrailView {
  readonly summary: TrailSummary;
  part(filter: TrailFilter, from: number, limit: number): TrailPart;
}

const glassesTold = 4;

export function trailView(
  reading: Omit<TrailReading, 'verification'> & {
    readonly verification: Verification | undefined;
  },
): TrailView {
  const { from, guarded, verification } = reading;
  const all = filterTrail(reading.entries, {});
  const glasses = brokenGlasses(all);
  let last: { readonly asked: string; readonly found: readonly AuditEntry[] } = {
    asked: '{}',
    found: all,
  };
  return {
    summary: {
      from,
      guarded,
      verification,
      total: all.length,
      people: [...new Set(all.flatMap(({ person }) => person ?? []))],
      workstations: [...new Set(all.map(({ workstation }) => workstation))],
      glasses: { count: glasses.length, newest: glasses.slice(0, glassesTold) },
    },
    part(filter, start, limit) {
      const asked = JSON.stringify(filter);
      // Pages of one list are asked for one after the other while somebody scrolls.
      if (asked !== last.asked) last = { asked, found: filterTrail(all, filter) };
      return { count: last.found.length, entries: last.found.slice(start, start + limit) };
    },
  };
}
