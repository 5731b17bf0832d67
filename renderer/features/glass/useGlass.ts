import { useCallback, useEffect, useMemo, useState } from 'react';
import * as z from 'zod';
import { encounterStateOf } from '../../../shared/clinical/encounterState.ts';
import { chartAccess, glassHours, glassReasons } from '../../../shared/people/chartAccess.ts';
import type { ChartAccess, GlassReason } from '../../../shared/people/chartAccess.ts';
import { instant } from '../../../shared/records/fields.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { useLiveQuery, useSession } from '../../app/session.tsx';
import { latestEncounter } from '../chart/latestEncounter.ts';
import type { Chart } from '../chart/useChart.ts';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';
import { useKnownTimes } from '../times/useKnownTimes.ts';

const brokenSchema = z.strictObject({ until: instant, reason: z.enum(glassReasons) });
export type BrokenGlass = z.infer<typeof brokenSchema>;

/** What this person reads of the chart, and what stands open in an emergency. */
export interface Glass {
  /** `reading` until it is known whether the glass was broken before. */
  readonly access: ChartAccess | { readonly kind: 'reading' };
  /** Standing now: the chart is open until then, and no longer. */
  readonly broken: BrokenGlass | undefined;
  /** Resolves when it is open: after its entry is on the trail, or after the trail couldn't take it. */
  breakIt(reason: GlassReason): Promise<void>;
  /** Before its time, by whoever opened it. */
  close(): void;
}

/**
 * A broken glass is kept in the encrypted journal, so that it stands over a lock and a reload, for
 * this person on this workstation and this chart alone.
 */
export function useGlass(chart: Chart): Glass {
  return useGlassOf(chart.patientId, wardsOf(chart));
}

/**
 * What this person reads of one patient's records outside the chart: the same rights, and the same
 * glass where they broke it. `reading` until the wards and the glass are known.
 */
export function useAccessTo(patientId: string): Glass['access'] {
  const groups = usePatientGroups();
  const known = useKnownTimes();
  const visits = useLiveQuery('encounters', {
    selector: { patientId: { $in: groups.membersOf(patientId) } } as object,
  });
  const wards = useMemo(() => {
    if (!visits) return undefined;
    const encounters = visits.filter((record) => record.kind === 'encounter');
    const encounterEvents = visits.filter((record) => record.kind === 'encounterEvent');
    const encounter = latestEncounter(encounters, encounterEvents, known);
    return wardsOf({ encounters, encounterEvents, encounter });
  }, [visits, known]);
  const { access } = useGlassOf(groups.survivorOf(patientId), wards ?? []);
  return wards === undefined ? { kind: 'reading' } : access;
}

function useGlassOf(patientId: string, wards: readonly string[]): Glass {
  const { person, replica, auditFirst } = useSession();
  const [broken, setBroken] = useState<BrokenGlass | undefined | 'reading'>('reading');
  const key = `${person.key}/glass/${patientId}`;

  useEffect(() => {
    let current = true;
    setBroken('reading');
    replica.journal.read(key).then(
      (kept) => current && setBroken(standing(brokenSchema.safeParse(kept).data)),
      () => current && setBroken(undefined),
    );
    return () => {
      current = false;
    };
  }, [replica, key]);

  useEffect(() => {
    if (broken === undefined || broken === 'reading') return undefined;
    const leftMs = Date.parse(broken.until) - Date.now();
    const timer = setTimeout(() => setBroken(undefined), Math.max(0, leftMs));
    return () => clearTimeout(timer);
  }, [broken]);

  const breakIt = useCallback(
    async (reason: GlassReason) => {
      const until = localInstant(new Date(Date.now() + glassHours * 3_600_000));
      // First on disk; where the trail can't take it nobody is kept from a patient, and the strip says so.
      await auditFirst({ action: 'breakTheGlass', about: { patient: patientId, reason, until } });
      // Kept or not, it opens: a reload would then ask again.
      replica.journal.write(key, { until, reason }).catch(() => undefined);
      setBroken({ until, reason });
    },
    [auditFirst, replica, key, patientId],
  );
  const close = useCallback(() => {
    replica.journal.remove(key).catch(() => undefined);
    setBroken(undefined);
  }, [replica, key]);

  const rights = chartAccess(person, wards);
  const access =
    rights.kind === 'open'
      ? rights
      : broken === 'reading'
        ? ({ kind: 'reading' } as const)
        : broken
          ? ({ kind: 'open' } as const)
          : rights;
  const stands = rights.kind === 'open' || broken === 'reading' ? undefined : broken;
  return { access, broken: stands, breakIt, close };
}

/** Neither run out, nor longer than a glass stands: a clock that was put back gains nothing. */
function standing(kept: BrokenGlass | undefined): BrokenGlass | undefined {
  if (!kept) return undefined;
  const leftMs = Date.parse(kept.until) - Date.now();
  return leftMs > 0 && leftMs <= glassHours * 3_600_000 ? kept : undefined;
}

type Visits = Pick<Chart, 'encounters' | 'encounterEvents' | 'encounter'>;

/** Wards of the visits that are open, else of the latest one. */
function wardsOf({ encounters, encounterEvents, encounter }: Visits): string[] {
  const open = encounters.filter((each) => encounterStateOf(each, encounterEvents).kind === 'open');
  const counted = open.length > 0 ? open : encounter ? [encounter] : [];
  return [...new Set(counted.map(({ ward }) => ward))];
}
