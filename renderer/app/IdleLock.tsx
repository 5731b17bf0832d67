import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import css from './idleLock.module.css';
import { useSettings } from './settings.tsx';

const noticeSeconds = 30;
const activities = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'input'] as const;

/**
 * Locks after so many minutes without a touch, and says so for the last half minute. Every key and
 * every movement begins anew. Drafts stay.
 */
export function IdleLock({ onLock }: { readonly onLock: () => void }) {
  const { t } = useTranslation('frame');
  const { settings } = useSettings();
  const secondsLeft = useSecondsLeft(settings.lockAfterMinutes * 60, onLock);
  if (secondsLeft > noticeSeconds) return null;
  return (
    <div className={css['notice']}>
      <Notice tone="wait" title={t('idleTitle')} urgent>
        {t('idle')} <span aria-hidden>{t('idleSeconds', { count: secondsLeft })}</span>
      </Notice>
    </div>
  );
}

/** Counted by a clock that nobody can set. */
function useSecondsLeft(allowed: number, onEnd: () => void): number {
  const [left, setLeft] = useState(allowed);
  const touchedMs = useRef(performance.now());
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    const look = () => {
      const seconds = Math.ceil(allowed - (performance.now() - touchedMs.current) / 1000);
      // Above the notice the exact number is nobody's: no rendering every second.
      setLeft(seconds > noticeSeconds ? allowed : Math.max(0, seconds));
      if (seconds <= 0) end.current();
    };
    const touched = () => {
      touchedMs.current = performance.now();
      setLeft(allowed);
    };
    for (const name of activities)
      addEventListener(name, touched, { capture: true, passive: true });
    const timer = setInterval(look, 1000);
    return () => {
      clearInterval(timer);
      for (const name of activities) removeEventListener(name, touched, { capture: true });
    };
  }, [allowed]);
  return left;
}
