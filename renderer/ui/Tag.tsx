import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import css from './mark.module.css';

export type Tone = 'neutral' | 'wait' | 'warn' | 'crit' | 'disp' | 'act';

/** A few words with a tint and, where the state has one, its mark. */
export function Tag(props: { tone?: Tone; icon?: ReactNode; children: ReactNode; title?: string }) {
  return (
    <span className={classNames(css['tag'], css[props.tone ?? 'neutral'])} title={props.title}>
      {props.icon}
      {props.children}
    </span>
  );
}
