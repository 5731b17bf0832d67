import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import { InfoIcon, RefusedIcon, SplitDiscIcon, WaitingIcon, WarningIcon } from './icons.tsx';
import css from './notice.module.css';

export type NoticeTone = 'info' | 'wait' | 'warn' | 'crit' | 'disp' | 'refused';

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title: string;
  /** What happened, what is safe, what to do. */
  readonly children?: ReactNode;
  readonly acts?: ReactNode;
  /** Read out at once; for what somebody must not miss. */
  readonly urgent?: boolean;
  /** A strip across the page, without corners. */
  readonly strip?: boolean;
}

const icons = {
  info: InfoIcon,
  wait: WaitingIcon,
  warn: WarningIcon,
  crit: WarningIcon,
  disp: SplitDiscIcon,
  refused: RefusedIcon,
};

/** A warning in its place on the page; it stays until its cause is gone. */
export function Notice({ tone, title, children, acts, urgent, strip }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className={classNames(css['notice'], css[tone], strip && css['strip'])}
    >
      <Icon size={18} />
      <div className={css['body']}>
        <div className={css['words']}>
          <strong>{title}</strong>
          {children ? <div>{children}</div> : null}
        </div>
        {acts ? <div className={css['acts']}>{acts}</div> : null}
      </div>
    </div>
  );
}
