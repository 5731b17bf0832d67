import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import css from './choice.module.css';
import { FieldFoot, FieldHead, fieldClass } from './fieldParts.tsx';
import type { FieldTexts } from './fieldParts.tsx';

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly detail?: ReactNode;
}

export interface ChoiceTilesProps<T extends string> extends FieldTexts {
  readonly choices: readonly Choice<T>[];
  /** Null while nobody has chosen: a side, a dose or an identity is never preselected. */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly required?: boolean;
  /** Across a row (default), or one beneath the other. */
  readonly stacked?: boolean;
}

/** One of a few, all in sight; arrow keys move the choice. */
export function ChoiceTiles<T extends string>(props: ChoiceTilesProps<T>) {
  return (
    <RadioGroup
      className={fieldClass(props.mark)}
      value={props.value}
      onChange={(value) => props.onChange(value as T)}
      isRequired={props.required ?? false}
      isInvalid={props.error !== undefined}
      validationBehavior="aria"
      orientation={props.stacked ? 'vertical' : 'horizontal'}
    >
      <FieldHead {...props} />
      <div className={props.stacked ? css['stack'] : css['row']}>
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={css['tile']!}>
            <span className={css['dot']} aria-hidden />
            <span>
              {choice.label}
              {choice.detail ? <span className={css['detail']}>{choice.detail}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
      <FieldFoot {...props} />
    </RadioGroup>
  );
}
