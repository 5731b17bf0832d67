import { useTranslation } from 'react-i18next';
import { Button, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { classNames } from './classNames.ts';
import css from './field.module.css';
import { FieldFoot, FieldHead, fieldClass } from './fieldParts.tsx';
import type { FieldTexts } from './fieldParts.tsx';
import { ChevronDownIcon } from './icons.tsx';
import { OptionList } from './OptionList.tsx';
import type { Option } from './OptionList.tsx';

export interface SelectProps extends FieldTexts {
  readonly options: readonly Option[];
  /** Id of what is chosen; null while nothing is. */
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** A choice from a short list. Nothing is chosen unless the caller says so. */
export function Select(props: SelectProps) {
  const { options, value, onChange, required = false, disabled = false } = props;
  const { t } = useTranslation('ui');
  return (
    <AriaSelect
      className={fieldClass(props.mark)}
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
      placeholder={props.placeholder ?? t('choose')}
    >
      <FieldHead {...props} />
      <Button className={classNames(css['input'], css['select'])}>
        <SelectValue />
        <ChevronDownIcon size={16} />
      </Button>
      <FieldFoot {...props} />
      <OptionList options={options} empty={t('nothingToChoose')} />
    </AriaSelect>
  );
}
