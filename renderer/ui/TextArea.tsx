import type { KeyboardEvent, Ref } from 'react';
import { TextArea as AriaTextArea, TextField } from 'react-aria-components';
import { classNames } from './classNames.ts';
import css from './field.module.css';
import { FieldFoot, FieldHead, fieldClass } from './fieldParts.tsx';
import type { FieldTexts } from './fieldParts.tsx';

export interface TextAreaProps extends FieldTexts {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}

/** Running text; it grows with what is written, and leaves room for stacked tones. */
export function TextArea(props: TextAreaProps) {
  const { value, onChange, placeholder, disabled = false, autoFocus = false, maxLength } = props;
  return (
    <TextField
      className={fieldClass(props.mark)}
      value={value}
      onChange={onChange}
      isDisabled={disabled}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
      autoFocus={autoFocus}
      {...(maxLength ? { maxLength } : {})}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
    >
      <FieldHead {...props} />
      <AriaTextArea
        className={classNames(css['input'], css['area'])}
        {...(placeholder ? { placeholder } : {})}
        {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
        {...(props.areaRef ? { ref: props.areaRef } : {})}
      />
      <FieldFoot {...props} />
    </TextField>
  );
}
