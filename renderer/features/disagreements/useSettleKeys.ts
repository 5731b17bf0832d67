import { useEffect } from 'react';

/** Alt 1 to Alt 9 bring the focus to the first nine ways to settle on the page, in reading order. */
export function useSettleKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
      if (!digit || !event.altKey || event.ctrlKey || event.metaKey) return;
      const button = document.querySelectorAll<HTMLElement>('[data-settle]')[Number(digit) - 1];
      if (!button) return;
      event.preventDefault();
      button.focus();
      button.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
