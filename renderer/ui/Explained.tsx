import { useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import css from './explained.module.css';

/** Widest that the words stand, and the room that they need below what they explain. */
const widest = 380;
const roomBelow = 96;

/**
 * Something small that says more when it is pointed at or reached with the keyboard. The words are
 * its name for screen readers; on the screen they lie over everything, so that no list cuts them off.
 */
export function Explained(props: { readonly words: string; readonly children: ReactNode }) {
  const { words, children } = props;
  const [at, setAt] = useState<DOMRect | undefined>(undefined);
  const close = () => setAt(undefined);
  return (
    <span
      className={css['mark']}
      role="img"
      aria-label={words}
      tabIndex={0}
      onFocus={(event) => setAt(event.currentTarget.getBoundingClientRect())}
      onMouseEnter={(event) => setAt(event.currentTarget.getBoundingClientRect())}
      onBlur={close}
      onMouseLeave={close}
    >
      {children}
      {at ? createPortal(<Words at={at}>{words}</Words>, document.body) : null}
    </span>
  );
}

function Words(props: { readonly at: DOMRect; readonly children: string }) {
  const { at, children } = props;
  const below = at.bottom + roomBelow < window.innerHeight;
  return (
    <span
      className={css['words']}
      aria-hidden
      style={{
        maxWidth: widest,
        left: Math.max(8, Math.min(at.left, window.innerWidth - widest - 8)),
        ...(below ? { top: at.bottom + 4 } : { bottom: window.innerHeight - at.top + 4 }),
      }}
    >
      {children}
    </span>
  );
}
