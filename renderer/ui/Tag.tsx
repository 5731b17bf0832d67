import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import css from './mark.module.css';

export type Tone = 'neutral' | 'wait' | 'warn' | 'crit' | 'disp' | 'act';

/** A few words with a tint and, where the state has one, its mark. `busy` while they are about to change. */
export function Tag(props: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
  busy?: boolean;
}) {
  return (
    <span
      className={classNames(css['tag'], css[props.tone ?? 'neutral'])}
      title={props.title}
      aria-busy={props.busy}
    >
      {props.icon}
      {props.children}
    </span>
  );
}
