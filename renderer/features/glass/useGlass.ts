import { useCallback, useEffect, useState } from 'react';
import * as z from 'zod';
import { encounterStateOf } from '../../../shared/clinical/encounterState.ts';
import { chartAccess, glassHours, glassReasons } from '../../../shared/people/chartAccess.ts';
import type { ChartAccess, GlassReason } from '../../../shared/people/chartAccess.ts';
import { instant } from '../../../shared/records/fields.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { useSession } from '../../app/session.tsx';
import type { Chart } from '../chart/useChart.ts';

const brokenSchema = z.strictObject({ until: instant, reason: z.enum(glassReasons) });
export type BrokenGlass = z.infer<typeof brokenSchema>;

/** What this person reads of the chart, and what stands open in an emergency. */
export interface Glass {
  /** `reading` until it is known whether the glass was broken before. */
  readonly access: ChartAccess | { readonly kind: 'reading' };
  /** Standing now: the chart is open until then, and no longer. */
  readonly broken: BrokenGlass | undefined;
  breakIt(reason: GlassReason): void;
  /** Before its time, by whoever opened it. */
  close(): void;
}

/**
 * A broken glass is kept in the encrypted journal, so that it stands over a lock and a reload, for
 * this person on this workstation and this chart alone.
 */
export function useGlass(chart: Chart): Glass {
  const { person, replica, audit } = useSession();
  const { patientId } = chart;
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
    (reason: GlassReason) => {
      const until = localInstant(new Date(Date.now() + glassHours * 3_600_000));
      audit({ action: 'breakTheGlass', about: { patient: patientId, reason, until } });
      // Kept or not, it opens: a reload would then ask again.
      replica.journal.write(key, { until, reason }).catch(() => undefined);
      setBroken({ until, reason });
    },
    [audit, replica, key, patientId],
  );
  const close = useCallback(() => {
    replica.journal.remove(key).catch(() => undefined);
    setBroken(undefined);
  }, [replica, key]);

  const rights = chartAccess(person, wardsOf(chart));
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

function wardsOf({ encounters, encounterEvents, encounter }: Chart): string[] {
  const open = encounters.filter((each) => encounterStateOf(each, encounterEvents).kind === 'open');
  const counted = open.length > 0 ? open : encounter ? [encounter] : [];
  return [...new Set(counted.map(({ ward }) => ward))];
}
