import { encounterStateOf } from '../../../shared/clinical/encounterState.ts';
import type { EncounterEvent } from '../../../shared/clinical/encounterState.ts';
import { allTimesStand, latestFew } from '../../../shared/clinical/statedTime.ts';
import type { KnownTimes, StatedTime } from '../../../shared/clinical/statedTime.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';

type Encounter = RecordOf<'encounter'>;

/**
 * The visit that started last; of two that state the same start, the one that was recorded last.
 * One that was entered in error doesn't count. Beside one whose start lies ahead, and could be of
 * any day, the latest with a start that can be right is looked at too, and whoever is still here
 * counts: neither may hide somebody's open stay.
 */
export function latestEncounter(
  encounters: readonly Encounter[],
  events: readonly EncounterEvent[],
  known: KnownTimes = allTimesStand,
): Encounter | undefined {
  const standing = encounters.filter(
    (encounter) => encounterStateOf(encounter, events).kind !== 'enteredInError',
  );
  const [first, second] = latestFew(standing, 1, timeOfStart, known);
  if (!first || !second) return first;
  const isOver = ({ kind }: { readonly kind: string }) => kind === 'closed';
  return isOver(encounterStateOf(second, events)) ? first : second;
}

function timeOfStart({ startedAt, recordedOn }: Encounter): StatedTime {
  return { at: startedAt, on: recordedOn };
}
