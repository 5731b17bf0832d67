import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import { classNames } from './classNames.ts';
import css from './field.module.css';
import { IdentityCardIcon, WarningIcon } from './icons.tsx';

/** What every field may say around its control. */
export interface FieldTexts {
  readonly label: string;
  /** Short words flush right above the field ("trước ra viện"). */
  readonly aside?: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong and what to type instead; the value can't be saved so. */
  readonly error?: string | undefined;
  /** Something to look at again; it never blocks. */
  readonly warning?: string | undefined;
  /** `fromCard`: taken from the card as it is; `missing`: wanted later, not now. */
  readonly mark?: 'fromCard' | 'missing' | undefined;
}

export function fieldClass(mark: FieldTexts['mark']): string {
  return classNames(css['field'], mark && css[mark]);
}

export function FieldHead({ label, aside, mark }: FieldTexts) {
  return (
    <div className={css['head']}>
      {mark === 'fromCard' ? <IdentityCardIcon size={15} /> : null}
      <Label>{label}</Label>
      {aside ? <span className={css['aside']}>{aside}</span> : null}
    </div>
  );
}

export function FieldFoot({ hint, error, warning }: FieldTexts) {
  return (
    <>
      {error ? (
        <FieldError className={css['error']!}>
          <WarningIcon size={15} />
          {error}
        </FieldError>
      ) : null}
      {warning || hint ? (
        <Text slot="description" elementType="div">
          {warning ? (
            <span className={css['warning']}>
              <WarningIcon size={15} />
              {warning}
            </span>
          ) : (
            <span className={css['hint']}>{hint}</span>
          )}
        </Text>
      ) : null}
    </>
  );
}
