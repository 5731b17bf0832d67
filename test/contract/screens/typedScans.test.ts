import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { followTypedScans } from '../../../renderer/features/scanning/typedScans.ts';
import { scanByKeys } from '../../support/scanner/typingScanner.ts';
import type { SendKeys, TypingScanner } from '../../support/scanner/typingScanner.ts';
import { until } from '../../support/rights/goTo.ts';

/** A scanner that acts as a keyboard, by real key events, wherever the focus is. */

const citizen = '001090000001||Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu|15042021';
const insured = 'GD4010123456789|4cc3aa|05/09/1990|1|-|01 - 065|01/01/2026|-|02/01/2026|$';
/** One after the other: the way to the browser doesn't promise to keep their order. */
let sent: Promise<unknown> = Promise.resolve();
const send: SendKeys = (method, parameters) =>
  (sent = sent.then(() => protocol().send(method, parameters)));
const protocol = () =>
  cdp() as unknown as { send(method: string, parameters: unknown): Promise<unknown> };

/** Each key goes to the browser by itself, and on a busy machine a line of them pauses. */
const pauseMs = 3000;

let scans: string[];
let putBack: number;
let end: () => void;
let field: HTMLInputElement;
let button: HTMLButtonElement;
let presses: number;
beforeEach(() => {
  scans = [];
  putBack = 0;
  presses = 0;
  field = document.createElement('input');
  button = document.createElement('button');
  button.textContent = 'x';
  button.addEventListener('click', () => (presses += 1));
  document.body.replaceChildren(field, button);
  end = followTypedScans(
    {
      label: () => 'scan',
      remember: () => () => void (putBack += 1),
      onScan: (text) => scans.push(text),
    },
    pauseMs,
  );
});
afterEach(() => {
  end();
  document.body.replaceChildren();
});

describe.each([
  { types: 'shift', ends: 'Enter' },
  { types: 'shift', ends: 'Tab' },
  { types: 'shift', ends: 'nothing' },
  { types: 'altCodes', ends: 'Enter' },
  { types: 'altCodes', ends: 'Tab' },
] satisfies readonly TypingScanner[])('types by $types, ends with $ends', (scanner) => {
  test('into a field: the field keeps what it had, the scan is whole, the focus is back', async () => {
    field.value = 'Lê Thị';
    field.focus();
    for (const line of [citizen, insured]) {
      scans = [];
      await scanByKeys(send, line, scanner);
      await until(() => expect(scans).toEqual([line]));
      expect(field.value).toBe('Lê Thị');
      expect(document.activeElement).toBe(field);
      expect(document.querySelectorAll('input')).toHaveLength(1);
    }
    expect(putBack).toBe(2);
  });

  test('with the focus on a button: it is read, and the button isn’t pressed', async () => {
    button.focus();
    await scanByKeys(send, citizen, scanner);
    await until(() => expect(scans).toEqual([citizen]));
    expect(document.activeElement).toBe(button);
    expect(presses).toBe(0);
  });
});

test('a scanner that drops letters with marks gives what is left, as one scan', async () => {
  button.focus();
  await scanByKeys(send, citizen, { types: 'shiftWithoutMarks', ends: 'Enter' });
  await until(() =>
    expect(scans).toEqual(['001090000001||Nguyn Vn Mu|05091990|Nam|Thn 1, X Mu|15042021']),
  );
});

test('two cards in one burst, each with its Enter, are two scans', async () => {
  field.focus();
  await Promise.all([scanByKeys(send, citizen), scanByKeys(send, insured)]);
  await until(() => expect(scans).toEqual([citizen, insured]));
  expect(field.value).toBe('');
});

test('a letter that somebody typed just before the scan stays in the field', async () => {
  field.focus();
  await scanByKeys(send, `Lan ${citizen}`);
  await until(() => expect(scans).toEqual([citizen]));
  expect(field.value).toBe('Lan ');
});

test('a selection that the first digit replaced is there again', async () => {
  field.value = 'Thôn 1';
  field.focus();
  field.select();
  await scanByKeys(send, citizen);
  await until(() => expect(scans).toEqual([citizen]));
  expect(field.value).toBe('Thôn 1');
});

test('twelve digits and a bar by hand are no scan: they stay where they were typed', async () => {
  field.focus();
  for (const character of '001090000001|') {
    await scanByKeys(send, character, { types: 'shift', ends: 'nothing' });
    if ('0|'.includes(character)) await new Promise((resolve) => setTimeout(resolve, 130));
  }
  expect(field.value).toBe('001090000001|');
  expect(scans).toEqual([]);
});

test('a text that comes at once, as from an input method, is a scan, too', async () => {
  field.value = 'x';
  field.focus();
  field.setSelectionRange(1, 1);
  await protocol().send('Input.insertText', { text: citizen });
  await scanByKeys(send, '', { types: 'shift', ends: 'Enter' });
  await until(() => expect(scans).toEqual([citizen]));
  expect(field.value).toBe('x');
});

test('digits that were put in just before are not the card’s', async () => {
  field.focus();
  await protocol().send('Input.insertText', { text: '0912 000 111' });
  const card = insured.replace('GD4010123456789', '0123456789');
  await scanByKeys(send, card);
  await until(() => expect(scans).toEqual([card]));
  expect(field.value).toBe('0912 000 111');
});
