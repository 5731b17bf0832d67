import { useEffect, useRef } from 'react';

/** A scanner types a character every few milliseconds; nobody types a card's twelve digits so. */
const typedWithinMs = 120;
/** A card's line begins with its number: a citizen's, or an insurance card's old or new one. */
const cardBegins = /^(?:\d{12}|\d{10}|[A-Z]{2}[1-5]\d{12})\|$/i;

export interface ScanActs {
  /** A character that may begin a scan: what stands now can be put back once it is one. */
  readonly onMaybe: () => void;
  /** The beginning of a card's line was typed somewhere; the rest must go into a text field. */
  readonly onBegin: (begun: string) => void;
  /** A line was pasted: whether it was taken as a card. */
  readonly onPaste: (text: string) => boolean;
}

/**
 * Notices a card that is scanned or pasted while the focus is anywhere on the page. Only the
 * beginning is taken from key events: scanners bring letters with tones by other ways (Alt codes,
 * input methods), which a text field alone gets whole.
 */
export function useScannedCard(acts: ScanActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    let line = '';
    let lastAt = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isElsewhere(event)) return;
      if (event.timeStamp - lastAt > typedWithinMs || event.key.length > 1) line = '';
      lastAt = event.timeStamp;
      if (event.key.length > 1) return;
      if (line === '') latest.current.onMaybe();
      line += event.key;
      if (!cardBegins.test(line)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onBegin(line);
      line = '';
    };
    const pasted = (event: ClipboardEvent) => {
      if (isElsewhere(event)) return;
      if (!latest.current.onPaste(event.clipboardData?.getData('text') ?? '')) return;
      event.preventDefault();
      event.stopPropagation();
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
