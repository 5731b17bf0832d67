import { useTranslation } from 'react-i18next';
import { ageAt, birthDateFromAge } from '../../shared/clinical/age.ts';
import { formatPartialDate, parseDateEntry } from '../../shared/clinical/dates.ts';
import { ageInWords } from './ageInWords.ts';
import { TextField } from './TextField.tsx';
import type { TextFieldProps } from './TextField.tsx';

export interface DateEntryProps extends Omit<TextFieldProps, 'inputMode' | 'type'> {
  /** What was typed; the caller reads it with `readDateEntry`. */
  readonly value: string;
  /** The day on which it is typed, as a calendar date: ages count from it, later dates are refused. */
  readonly today: string;
  /** Takes an age too ("2 tháng", "45 tuổi"), and shows the age with the date. */
  readonly birth?: boolean;
}

export interface EnteredDate {
  readonly date: string;
  /** Computed from a stated age. */
  readonly estimated: boolean;
}

/** The date that was typed: undefined while the text is no date, or one after today. */
export function readDateEntry(text: string, today: string, birth = false): EnteredDate | undefined {
  const date = parseDateEntry(text);
  if (date !== undefined) {
    return date > today.slice(0, date.length) ? undefined : { date, estimated: false };
  }
  const fromAge = birth ? birthDateFromAge(text, today) : undefined;
  return fromAge === undefined ? undefined : { date: fromAge, estimated: true };
}

/** A date as text, whole or partial; how it is understood stands beneath it. */
export function DateEntry(props: DateEntryProps) {
  const { today, birth = false, ...field } = props;
  const { t } = useTranslation('ui');
  const entered = readDateEntry(props.value, today, birth);
  const unreadable = props.value.trim() !== '' && !entered;
  return (
    <TextField
      {...field}
      error={
        props.error ?? (unreadable ? t(birth ? 'birthUnreadable' : 'dateUnreadable') : undefined)
      }
      hint={entered ? <Understood entered={entered} today={today} birth={birth} /> : props.hint}
    />
  );
}

function Understood(props: { entered: EnteredDate; today: string; birth: boolean }) {
  const { entered, today, birth } = props;
  const { t } = useTranslation('ui');
  const age = birth ? ageAt(entered.date, today) : undefined;
  const date = formatPartialDate(entered.date);
  return (
    <>
      {entered.estimated ? t('bornAbout', { date }) : date}
      {age ? `, ${ageInWords(t, age)}` : ''}
    </>
  );
}
