import { useTranslation } from 'react-i18next';
import { formatDecimal, parseDecimal } from '../../shared/clinical/decimals.ts';
import { TextField } from './TextField.tsx';
import type { TextFieldProps } from './TextField.tsx';

export interface DecimalFieldProps extends Omit<TextFieldProps, 'inputMode' | 'type'> {
  /** What was typed; the caller reads it with `parseDecimal`. */
  readonly value: string;
}

/**
 * A number with a comma or a point. It holds what was typed, so that nothing jumps under the
 * fingers, and says how it is understood where that differs ("1.500" is 1,5).
 */
export function DecimalField(props: DecimalFieldProps) {
  const { t } = useTranslation('ui');
  const parsed = parseDecimal(props.value);
  const typed = props.value.trim();
  const unreadable = typed !== '' && parsed === undefined;
  const understood = parsed !== undefined && formatDecimal(parsed) !== typed.replace('.', ',');
  return (
    <TextField
      {...props}
      inputMode="decimal"
      error={props.error ?? (unreadable ? t('decimalUnreadable') : undefined)}
      hint={understood ? t('understoodAs', { value: formatDecimal(parsed) }) : props.hint}
    />
  );
}
