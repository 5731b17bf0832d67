import { birthDateFromAge } from '../../shared/clinical/age.ts';
import { parseDateEntry } from '../../shared/clinical/dates.ts';

export interface EnteredDate {
  readonly date: string;
  /** Computed from a stated age. */
  readonly estimated: boolean;
}

/**
 * The date that was typed into a `DateEntry`; undefined while the text is no date, or one after
 * today. With `birth`, an age is taken too.
 */
export function readDateEntry(text: string, today: string, birth = false): EnteredDate | undefined {
  const date = parseDateEntry(text);
  if (date !== undefined) {
    return date > today.slice(0, date.length) ? undefined : { date, estimated: false };
  }
  const fromAge = birth ? birthDateFromAge(text, today) : undefined;
  return fromAge === undefined ? undefined : { date: fromAge, estimated: true };
}
