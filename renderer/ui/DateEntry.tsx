import { useTranslation } from 'react-i18next';
import { ageAt } from '../../shared/clinical/age.ts';
import { formatPartialDate } from '../../shared/clinical/dates.ts';
import { ageInWords } from './ageInWords.ts';
import { readDateEntry } from './readDateEntry.ts';
import type { EnteredDate } from './readDateEntry.ts';
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
