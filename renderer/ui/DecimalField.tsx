import { useTranslation } from 'react-i18next';
import { formatDecimal } from '../../shared/clinical/formatDecimal.ts';
import { parseDecimal } from '../../shared/clinical/parseDecimal.ts';
import type { ParsedDecimal } from '../../shared/clinical/parseDecimal.ts';
import { useLanguage } from './useLanguage.ts';
import { TextField } from './TextField.tsx';
import type { TextFieldProps } from './TextField.tsx';

export interface DecimalFieldProps extends Omit<TextFieldProps, 'inputMode' | 'type'> {
  /** What was typed; the caller reads it with `parseDecimal`. */
  readonly value: string;
}

/**
 * A number with a comma or a point. It holds what was typed, so that nothing jumps under the
 * fingers, and says what is wrong with it; an amount that can be read in two ways is never guessed.
 */
export function DecimalField(props: DecimalFieldProps) {
  const problem = useDecimalProblem(parseDecimal(props.value));
  return <TextField {...props} inputMode="decimal" error={props.error ?? problem} />;
}

function useDecimalProblem(parsed: ParsedDecimal): string | undefined {
  const { t } = useTranslation('ui');
  const language = useLanguage();
  if (parsed.kind === 'decimal') return undefined;
  if (parsed.kind === 'ambiguous') {
    const [whole, fraction] = parsed.readings;
    return t('decimal.ambiguous', {
      whole: formatDecimal(whole, language),
      fraction: formatDecimal(fraction, language),
    });
  }
  return parsed.code === 'empty' ? undefined : t(`decimal.${parsed.code}`);
}
