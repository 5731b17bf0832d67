import type { RecordOf } from '../../../shared/records/kinds.ts';

type Encounter = RecordOf<'encounter'>;

/** The visit that started last; of two that state the same start, the one that was recorded last. */
export function latestEncounter(encounters: readonly Encounter[]): Encounter | undefined {
  return [...encounters].sort(
    (a, b) =>
      Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.recordedAt < b.recordedAt ? 1 : -1),
  )[0];
}
