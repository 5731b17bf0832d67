import { useEffect, useRef } from 'react';
import { parseCardPayload } from '../../../shared/identity/cardPayload.ts';
import type { CardPayload } from '../../../shared/identity/cardPayload.ts';

/** A scanner types a character every few milliseconds; nobody types a card's twelve digits so. */
const typedWithinMs = 120;
/** A card's line begins with its number: from here on it is a scan, and no field gets it. */
const cardBegins = /^\d{12}\|/;

/**
 * Takes a card that is scanned while the focus is anywhere on the page. `onBegin` is told at the
 * first character, so that what reached a field before the line was known as a card's can be taken
 * out again; `onCard` when the line has ended. A pasted line is taken in the same way.
 */
export function useScannedCard(onBegin: () => void, onCard: (card: CardPayload) => void): void {
  const acts = useRef({ onBegin, onCard });
  acts.current = { onBegin, onCard };
  useEffect(() => {
    let line = '';
    let lastAt = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isElsewhere(event)) return;
      if (event.timeStamp - lastAt > typedWithinMs) line = '';
      lastAt = event.timeStamp;
      const scanning = cardBegins.test(line);
      if (event.key === 'Enter' || event.key === 'Tab') {
        const card = scanning ? parseCardPayload(line) : undefined;
        line = '';
        if (!scanning) return;
        swallow(event);
        if (card) acts.current.onCard(card);
      } else if (event.key.length === 1) {
        if (line === '') acts.current.onBegin();
        line += event.key;
        if (cardBegins.test(line)) swallow(event);
      }
    };
    const pasted = (event: ClipboardEvent) => {
      if (isElsewhere(event)) return;
      const card = parseCardPayload(event.clipboardData?.getData('text') ?? '');
      if (!card) return;
      swallow(event);
      acts.current.onBegin();
      acts.current.onCard(card);
    };
    window.addEventListener('keydown', pressed, true);
    window.addEventListener('paste', pasted, true);
    return () => {
      window.removeEventListener('keydown', pressed, true);
      window.removeEventListener('paste', pasted, true);
    };
  }, []);
}

/** A panel over the page takes cards for itself: finding somebody isn't registering them. */
function isElsewhere({ target }: Event): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null;
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
