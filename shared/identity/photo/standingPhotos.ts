import type { RecordOf } from '../../records/kinds.ts';

export type PatientPhoto = RecordOf<'patientPhoto'>;

/** A photo with the picture itself. */
export interface Photo {
  readonly record: PatientPhoto;
  readonly jpeg: string;
}

/** A photo that somebody took back, and the records that say why. */
export interface RetractedPhoto extends Photo {
  readonly retractions: readonly {
    readonly record: PatientPhoto;
    readonly reason: string;
  }[];
}

export interface StandingPhotos {
  /** Those that no other took the place of: two, where they were taken at once. */
  readonly current: readonly Photo[];
  readonly earlier: readonly Photo[];
  readonly retracted: readonly RetractedPhoto[];
}

/**
 * How the photos of one person stand. A photo takes the place of those that it names, as long as it
 * isn't taken back itself: then they stand again. Stated times only order what is listed, the newest
 * first.
 */
export function standingPhotos(records: readonly PatientPhoto[]): StandingPhotos {
  const newestFirst = records.toSorted((a, b) =>
    a.recordedAt === b.recordedAt ? (a.id < b.id ? 1 : -1) : a.recordedAt < b.recordedAt ? 1 : -1,
  );
  const retractions = new Map<string, { record: PatientPhoto; reason: string }[]>();
  for (const record of newestFirst) {
    if (record.event.kind !== 'retracted') continue;
    const { photo, reason } = record.event;
    retractions.set(photo, [...(retractions.get(photo) ?? []), { record, reason }]);
  }
  const standing: Photo[] = [];
  const retracted: RetractedPhoto[] = [];
  const replaced = new Set<string>();
  for (const record of newestFirst) {
    if (record.event.kind !== 'taken') continue;
    const { jpeg, after = [] } = record.event;
    const said = retractions.get(record.id);
    if (said) {
      retracted.push({ record, jpeg, retractions: said });
      continue;
    }
    standing.push({ record, jpeg });
    for (const id of after) if (id !== record.id) replaced.add(id);
  }
  // Photos that name each other are no work of ours: none is hidden by it.
  if (standing.every(({ record }) => replaced.has(record.id))) replaced.clear();
  return {
    current: standing.filter(({ record }) => !replaced.has(record.id)),
    earlier: standing.filter(({ record }) => replaced.has(record.id)),
    retracted,
  };
}
