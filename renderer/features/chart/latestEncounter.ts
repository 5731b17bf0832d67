import { encounterStateOf } from '../../../shared/clinical/encounterState.ts';
import type { EncounterEvent } from '../../../shared/clinical/encounterState.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';

type Encounter = RecordOf<'encounter'>;

/**
 * The visit that started last; of two that state the same start, the one that was recorded last.
 * One that was entered in error doesn't count.
 */
export function latestEncounter(
  encounters: readonly Encounter[],
  events: readonly EncounterEvent[],
): Encounter | undefined {
  return encounters
    .filter((encounter) => encounterStateOf(encounter, events).kind !== 'enteredInError')
    .sort(
      (a, b) =>
        Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.recordedAt < b.recordedAt ? 1 : -1),
    )[0];
}
