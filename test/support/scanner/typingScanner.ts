/** Sends one command of Chromium's protocol; the answer isn't waited for. */
export type SendKeys = (
  method: 'Input.dispatchKeyEvent',
  parameters: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

export interface TypingScanner {
  /**
   * How it brings characters: with real Shift (and letters with marks as characters of their own),
   * the same but marks dropped, or each character by its code on the number pad, with Alt held.
   */
  readonly types: 'shift' | 'shiftWithoutMarks' | 'altCodes';
  readonly ends: 'Enter' | 'Tab' | 'nothing';
}

/**
 * What a scanner that acts as a keyboard does: real key events, as fast as the line takes them. A
 * modifier is a key of its own, as on a keyboard.
 */
export async function scanByKeys(
  send: SendKeys,
  text: string,
  { types, ends }: TypingScanner = { types: 'shift', ends: 'Enter' },
): Promise<void> {
  const sent: Promise<unknown>[] = [];
  // The scanner's own pace, however long the line to the browser takes: a millisecond an event.
  let timestamp = Date.now() / 1000;
  const key = (type: string, parameters: Readonly<Record<string, unknown>>) => {
    timestamp += 0.001;
    sent.push(send('Input.dispatchKeyEvent', { type, timestamp, ...parameters }));
  };
  for (const character of text) {
    if (types === 'altCodes') byCode(key, character);
    else if (/[\u0020-\u007e]/.test(character)) byShift(key, character);
    else if (types === 'shift') key('char', { text: character, key: character });
  }
  if (ends !== 'nothing') {
    const [windowsVirtualKeyCode, typed] = ends === 'Enter' ? [13, '\r'] : [9, ''];
    const named = { key: ends, code: ends, windowsVirtualKeyCode };
    key(typed ? 'keyDown' : 'rawKeyDown', typed ? { ...named, text: typed } : named);
    key('keyUp', named);
  }
  await Promise.all(sent);
}

type Key = (type: string, parameters: Readonly<Record<string, unknown>>) => void;

/** Characters of a US keyboard that need Shift, beside capitals. */
const shifted = '~!@#$%^&*()_+{}|:"<>?';

function byShift(key: Key, character: string): void {
  const shift = /[A-Z]/.test(character) || shifted.includes(character);
  const held = { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16 };
  const code = /[0-9]/.test(character)
    ? `Digit${character}`
    : /[a-z]/i.test(character)
      ? `Key${character.toUpperCase()}`
      : character === '|'
        ? 'Backslash'
        : '';
  const named = {
    key: character,
    code,
    modifiers: shift ? 8 : 0,
    ...(/[0-9a-z]/i.test(character)
      ? { windowsVirtualKeyCode: character.toUpperCase().charCodeAt(0) }
      : character === '|'
        ? { windowsVirtualKeyCode: 220 }
        : {}),
  };
  if (shift) key('rawKeyDown', { ...held, modifiers: 8 });
  key('keyDown', { ...named, text: character, unmodifiedText: character });
  key('keyUp', named);
  if (shift) key('keyUp', held);
}

function byCode(key: Key, character: string): void {
  const alt = { key: 'Alt', code: 'AltLeft', windowsVirtualKeyCode: 18 };
  key('rawKeyDown', { ...alt, modifiers: 1 });
  for (const digit of `0${character.codePointAt(0)!}`) {
    const pad = {
      key: digit,
      code: `Numpad${digit}`,
      windowsVirtualKeyCode: 96 + Number(digit),
      modifiers: 1,
      isKeypad: true,
    };
    key('rawKeyDown', pad);
    key('keyUp', pad);
  }
  key('keyUp', alt);
  key('char', { text: character, key: character });
}
