import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import css from './sidePanel.module.css';

export interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The acts of the panel, fixed beneath what scrolls. */
  readonly foot?: ReactNode;
  /** Wider panels leave the work less room; 420 unless told. */
  readonly width?: number;
}

/**
 * A panel beside the work, not over it: the work stays readable and reachable. Focus moves in when
 * it opens and back when it closes; Esc closes it.
 */
export function SidePanel({ title, onClose, children, foot, width = 420 }: SidePanelProps) {
  const { t } = useTranslation('ui');
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!panel.current?.contains(before)) panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <section
      ref={panel}
      role="dialog"
      aria-modal="false"
      aria-labelledby={titleId}
      tabIndex={-1}
      className={css['panel']}
      style={{ width }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={css['head']}>
        <h2 id={titleId}>{title}</h2>
        <AriaButton className={css['close']!} onPress={onClose} aria-label={t('close')}>
          <Kbd>Esc</Kbd>
        </AriaButton>
      </div>
      <div className={css['body']}>{children}</div>
      {foot ? <div className={css['foot']}>{foot}</div> : null}
    </section>
  );
}
