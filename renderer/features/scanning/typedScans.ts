/** A scanner types a character every few milliseconds; nobody types a card's twelve digits so. */
const typedWithinMs = 120;
/** A line without an Enter or Tab behind it has ended when nothing more came for so long. */
const ordinaryPauseMs = 500;
/** A card's line begins with its number: a citizen's, or an insurance card's old or new one. */
const cardBegins = /(?:\d{12}|[A-Z]{2}[1-5]\d{12}|(?<!\d)\d{10})\|/i;
/** Longer than what is looked for before a bar. */
const mostRemembered = 40;

/** Whether a text that came at once holds a card's line. */
export function isCardLine(text: string): boolean {
  return cardBegins.test(text);
}

export interface TypedScanActs {
  /** What the field is called that takes the rest of a scan. */
  readonly label: () => string;
  /**
   * A character that may begin a scan was typed: what stands now is remembered, and put back by what
   * this returns once it is one.
   */
  readonly remember: () => (() => void) | undefined;
  readonly onScan: (text: string) => void;
}

interface Stood {
  readonly length: number;
  readonly putBack: () => void;
}

/**
 * Notices a card that a scanner types, wherever the focus is. What its first characters did to the
 * field that they landed in is undone; the rest goes into a field of its own, because scanners bring
 * letters with tones by several ways (Alt codes, input methods) that a text field alone gets whole.
 * The line ends with Enter, Tab or a pause; then the focus is back where it was.
 * @param endsAfterMs how long nothing more may come until a line has ended; for tests, whose keys come
 *   over a line of their own
 * @returns ends it
 */
export function followTypedScans(
  acts: TypedScanActs,
  endsAfterMs: number = ordinaryPauseMs,
): () => void {
  let line = '';
  let stood: Stood[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  /** A character that `beforeinput` tells a second time. */
  let told: string | undefined;
  let collecting: { readonly sink: HTMLInputElement; readonly finish: () => void } | undefined;

  const forget = () => {
    line = '';
    stood = [];
  };
  const heard = (event: Event) => {
    if (event.timeStamp - lastAt > typedWithinMs) forget();
    lastAt = event.timeStamp;
  };

  const pressed = (event: KeyboardEvent) => {
    told = undefined;
    if (collecting) {
      if (event.key !== 'Enter' && event.key !== 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
      collecting.finish();
      return;
    }
    heard(event);
    if (isCode(event)) {
      // What the character does to a list or a choice, it does with this event already.
      if (line === '' && stood.length === 0) remember();
      return;
    }
    if (modifiers.has(event.key)) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.length > 1) forget();
    else remember();
  };

  const remember = () => {
    const putBackField = fieldNow();
    const putBackPage = acts.remember();
    stood.push({
      length: line.length,
      putBack() {
        putBackField();
        putBackPage?.();
      },
    });
  };

  /** Takes what came; whether it was the beginning of a scan, and is not to land anywhere. */
  const take = (text: string): boolean => {
    if (!stood.some(({ length }) => length === line.length)) remember();
    line += text;
    const begins = cardBegins.exec(line);
    if (!begins) {
      if (line.length > mostRemembered) forget();
      return false;
    }
    const before = stood.findLast(({ length }) => length <= begins.index);
    const begun = line.slice(begins.index);
    forget();
    collect(begun, before);
    return true;
  };

  const typed = (event: KeyboardEvent) => {
    if (collecting || event.key.length > 1) return;
    heard(event);
    told = event.key;
    if (take(event.key)) stop(event);
  };
  const inserted = (event: InputEvent) => {
    if (collecting || event.isComposing || event.inputType !== 'insertText') return;
    const text = event.data ?? '';
    if (text === '' || text === told) {
      told = undefined;
      return;
    }
    heard(event);
    if (take(text)) stop(event);
    // Several characters at once were put in by somebody, and begin no scan.
    else if (text.length > 1) forget();
  };

  const collect = (begun: string, before: Stood | undefined) => {
    const came = document.activeElement;
    before?.putBack();
    const sink = document.createElement('input');
    sink.setAttribute('aria-label', acts.label());
    sink.autocomplete = 'off';
    sink.spellcheck = false;
    sink.className = 'visuallyHidden';
    sink.value = begun;
    // At the top: below the page it would be scrolled to with each character.
    document.body.prepend(sink);
    let ending: ReturnType<typeof setTimeout>;
    const finish = () => {
      if (collecting?.sink !== sink) return;
      collecting = undefined;
      clearTimeout(ending);
      const text = sink.value;
      if (came instanceof HTMLElement && came.isConnected) came.focus();
      sink.remove();
      acts.onScan(text);
    };
    const wait = () => {
      clearTimeout(ending);
      ending = setTimeout(finish, endsAfterMs);
    };
    collecting = { sink, finish };
    sink.addEventListener('input', wait);
    sink.addEventListener('keydown', wait);
    sink.focus();
    sink.setSelectionRange(begun.length, begun.length);
    sink.addEventListener('blur', finish);
    wait();
  };

  window.addEventListener('keydown', pressed, true);
  window.addEventListener('keypress', typed, true);
  window.addEventListener('beforeinput', inserted, true);
  return () => {
    window.removeEventListener('keydown', pressed, true);
    window.removeEventListener('keypress', typed, true);
    window.removeEventListener('beforeinput', inserted, true);
    collecting?.sink.remove();
    collecting = undefined;
  };
}

const modifiers: ReadonlySet<string> = new Set([
  'Shift',
  'CapsLock',
  'NumLock',
  // An input method has it: what comes of it comes otherwise.
  'Process',
  'Dead',
  'Unidentified',
]);

/** Alt, and the digits on the number pad beside it: how Windows takes a character by its code. */
function isCode({ key, altKey, code, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return false;
  return key === 'Alt' || (altKey && code.startsWith('Numpad'));
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Remembers the text field that has the focus. @returns gives it back what it had */
function fieldNow(): () => void {
  const field = document.activeElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (!isField || (field instanceof HTMLInputElement && notText.has(field.type))) return () => {};
  const { value, selectionStart, selectionEnd } = field;
  return () => {
    if (field.value === value) return;
    // Past React's own setter, so that it hears of the change.
    const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')!.set!.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.setSelectionRange(selectionStart, selectionEnd);
  };
}

const notText: ReadonlySet<string> = new Set([
  'radio',
  'checkbox',
  'button',
  'submit',
  'range',
  'file',
  'color',
]);
