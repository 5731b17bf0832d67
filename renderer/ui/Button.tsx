import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { classNames } from './classNames.ts';
import css from './button.module.css';
import { LockIcon } from './icons.tsx';
import { Kbd } from './Kbd.tsx';

export interface ButtonProps {
  /** One primary act a page; plain for the others; quiet beside text. */
  readonly kind?: 'primary' | 'plain' | 'quiet';
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  readonly type?: 'button' | 'submit';
  /** Why the act is locked. It stands inside the button in place of its words. */
  readonly lockedBecause?: string | undefined;
  /** The key that does the same ("Ctrl Enter"). */
  readonly shortcut?: string;
  readonly icon?: ReactNode;
  /** The name for screen readers where the words alone don't say it. */
  readonly label?: string | undefined;
  /** The words and the icon are shown, and the act is under way: presses are ignored. */
  readonly busy?: boolean;
  readonly autoFocus?: boolean;
  readonly wide?: boolean;
}

/**
 * A button. Locked, it stays focusable and says why, so that nobody has to guess what is missing.
 */
export function Button({
  kind = 'plain',
  children,
  onPress,
  type = 'button',
  lockedBecause,
  shortcut,
  icon,
  label,
  busy = false,
  autoFocus = false,
  wide = false,
}: ButtonProps) {
  const locked = lockedBecause !== undefined;
  return (
    <AriaButton
      type={locked ? 'button' : type}
      autoFocus={autoFocus}
      isPending={busy}
      className={classNames(css['button'], css[kind], locked && css['locked'], wide && css['wide'])}
      {...(locked ? { 'aria-disabled': true } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(onPress && !locked ? { onPress } : {})}
    >
      {locked ? <LockIcon size={16} /> : icon}
      <span>{locked ? lockedBecause : children}</span>
      {shortcut && !locked ? <Kbd>{shortcut}</Kbd> : null}
    </AriaButton>
  );
}
