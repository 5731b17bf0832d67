import { useEffect } from 'react';

/** Chords as the cheat sheet writes them: "Ctrl K", "F2", "?". */
export type Shortcuts = Readonly<Record<string, () => void>>;

/**
 * Binds chords on the whole window while the component is there. A chord without Ctrl or Alt and
 * without a function key is left alone where text is being typed.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // Alt with the number pad is how Windows takes a character by its code: scanners type so, too.
      if (event.defaultPrevented || (event.altKey && event.code.startsWith('Numpad'))) return;
      const chord = chordOf(event);
      const act = Object.hasOwn(shortcuts, chord) ? shortcuts[chord] : undefined;
      if (!act || (isPlain(chord) && isTyping(event.target))) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [shortcuts]);
}

function chordOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    key === ' ' ? 'Space' : key,
  ]
    .filter(Boolean)
    .join(' ');
}

function isPlain(chord: string): boolean {
  return !/^(Ctrl|Alt|F\d)/.test(chord);
}

/** Whether keys typed at this element are text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
