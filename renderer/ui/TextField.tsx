import type { KeyboardEvent, Ref } from 'react';
import { Input, TextField as AriaTextField } from 'react-aria-components';
import css from './field.module.css';
import { classNames } from './classNames.ts';
import { FieldFoot, FieldHead, fieldClass } from './fieldParts.tsx';
import type { FieldTexts } from './fieldParts.tsx';

export interface TextFieldProps extends FieldTexts {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'tel';
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  /** Unit shown after the control. */
  readonly unit?: string | undefined;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onBlur?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', inputMode, placeholder, maxLength, unit } = props;
  const { required = false, disabled = false, autoFocus = false, error, mark } = props;
  return (
    <AriaTextField
      className={fieldClass(mark)}
      value={value}
      onChange={onChange}
      type={type}
      isRequired={required}
      isDisabled={disabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck="false"
      {...(inputMode ? { inputMode } : {})}
      {...(maxLength ? { maxLength } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
    >
      <FieldHead {...props} />
      <div className={css['control']}>
        <Input
          className={classNames(css['input'])}
          {...(placeholder ? { placeholder } : {})}
          {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
          {...(props.inputRef ? { ref: props.inputRef } : {})}
        />
        {unit ? <span className={css['unit']}>{unit}</span> : null}
      </div>
      <FieldFoot {...props} />
    </AriaTextField>
  );
}
