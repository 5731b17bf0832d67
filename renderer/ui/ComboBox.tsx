import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ComboBox as AriaComboBox, Input } from 'react-aria-components';
import { foldText } from '../../shared/clinical/foldText.ts';
import { classNames } from './classNames.ts';
import css from './field.module.css';
import { FieldFoot, FieldHead, fieldClass } from './fieldParts.tsx';
import type { FieldTexts } from './fieldParts.tsx';
import { ChevronDownIcon } from './icons.tsx';
import { OptionList } from './OptionList.tsx';
import type { Option } from './OptionList.tsx';

export interface ComboBoxProps extends FieldTexts {
  readonly options: readonly Option[];
  /** Id of what is chosen; null while nothing is. */
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Controlled text, where the caller needs what is typed (search, free words). */
  readonly text?: string;
  readonly onText?: (text: string) => void;
  /** Words that are in no option are kept; otherwise the field goes back to what is chosen. */
  readonly allowsFreeText?: boolean;
  /** The caller has filtered `options` already. */
  readonly filtered?: boolean;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A choice by typing. Tones and đ may be left out ("tran" finds "Trần"). */
export function ComboBox(props: ComboBoxProps) {
  const { options, value, onChange, text, onText, required = false, disabled = false } = props;
  const { t } = useTranslation('ui');
  return (
    <AriaComboBox
      className={fieldClass(props.mark)}
      // "items" are the caller's to filter; only "defaultItems" are filtered by what is typed.
      {...(props.filtered ? { items: options } : { defaultItems: options })}
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      {...(text !== undefined ? { inputValue: text } : {})}
      {...(onText ? { onInputChange: onText } : {})}
      defaultFilter={(label, typed) => foldText(label).includes(foldText(typed))}
      allowsCustomValue={props.allowsFreeText ?? false}
      allowsEmptyCollection={text === undefined || text.trim() !== ''}
      menuTrigger="input"
      isRequired={required}
      isDisabled={disabled}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
    >
      <FieldHead {...props} />
      <div className={css['control']}>
        <Input
          className={classNames(css['input'], css['withButton'])}
          autoComplete="off"
          spellCheck="false"
          {...(props.placeholder ? { placeholder: props.placeholder } : {})}
          {...(props.inputRef ? { ref: props.inputRef } : {})}
        />
        <Button className={css['comboButton']!}>
          <ChevronDownIcon size={16} />
        </Button>
      </div>
      <FieldFoot {...props} />
      <OptionList options={options} empty={t('nothingFound')} />
    </AriaComboBox>
  );
}
