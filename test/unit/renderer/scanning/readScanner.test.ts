import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readScanner } from '../../../../renderer/features/scanning/readScanner.ts';
import type { ScannerState } from '../../../../renderer/features/scanning/readScanner.ts';
import { readCard } from '../../../../shared/identity/cards/readCard.ts';
import { citizenLine, insuranceLine } from '../../shared/identity/cards/cardLines.ts';
import { fakePort } from './fakePort.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** A scanner on a fake port, and what was heard of it. */
async function scanner(baudRate = 9600) {
  const line = fakePort();
  const heard: string[] = [];
  const states: ScannerState[] = [];
  const reading = readScanner(line.port, baudRate, {
    onScan: (scan) => heard.push(scan.kind === 'scan' ? scan.text : scan.kind),
    onState: (state) => states.push(state),
  });
  await vi.advanceTimersByTimeAsync(0);
  return { ...line, heard, states, reading, settle: () => vi.advanceTimersByTimeAsync(0) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a scanner at a serial port', () => {
  it.each([
    ['CR', `${citizenLine}\r`],
    ['LF', `${citizenLine}\n`],
    ['CR LF', `${citizenLine}\r\n`],
    ['STX and ETX', `\u0002${citizenLine}\u0003`],
    ['STX, ETX and CR LF', `\u0002${citizenLine}\u0003\r\n`],
  ])('ends a scan with %s', async (_name, sent) => {
    const { sends, heard, settle } = await scanner();
    sends(sent);
    await settle();
    expect(heard).toEqual([citizenLine]);
  });

  it('sends a scan in pieces, cut inside a letter, a byte at a time at worst', async () => {
    const { sends, heard, settle } = await scanner();
    for (const byte of utf8(`${citizenLine}\r`)) sends(Uint8Array.of(byte));
    await settle();
    expect(heard).toEqual([citizenLine]);
  });

  it('sends two scans in one piece, and half of a third', async () => {
    const { sends, heard, settle } = await scanner();
    sends(`${citizenLine}\r\n${insuranceLine}\r\n${citizenLine.slice(0, 30)}`);
    await settle();
    expect(heard).toEqual([citizenLine, insuranceLine]);
    sends(`${citizenLine.slice(30)}\r\n`);
    await settle();
    expect(heard).toEqual([citizenLine, insuranceLine, citizenLine]);
  });

  it('without any line end is heard when it rests, not before', async () => {
    const { sends, heard } = await scanner();
    sends(citizenLine.slice(0, 40));
    await vi.advanceTimersByTimeAsync(100);
    sends(citizenLine.slice(40));
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toEqual([citizenLine]);
  });

  it('that begins anew in the middle of a scan gives both, and the half one says that it is', async () => {
    const { sends, heard, settle } = await scanner();
    sends(`\u0002${citizenLine.slice(0, 60)}\u0002${citizenLine}\u0003`);
    await settle();
    expect(heard).toEqual([citizenLine.slice(0, 60), citizenLine]);
    expect(readCard(heard[0]!, { today: '2026-11-23' })).toMatchObject({ remarks: ['cutShort'] });
  });

  it('that sends another alphabet is read as far as it goes, and the card says what was lost', async () => {
    const { sends, heard, settle } = await scanner();
    const [before, after] = citizenLine.split('Nguyễn');
    sends(Uint8Array.from([...utf8(`${before}Nguy`), 0xe3, ...utf8('n'), ...utf8(`${after}\r`)]));
    await settle();
    const reading = readCard(heard[0]!, { today: '2026-11-23' });
    expect(reading).toMatchObject({ kind: 'citizenCard', remarks: ['lettersLost'] });
    expect(reading).not.toHaveProperty('card.name');
  });

  it('that never ends its line is no scan, and holds up no later one', async () => {
    const { sends, heard, settle } = await scanner();
    for (let sent = 0; sent < 6000; sent += 500) sends('x'.repeat(500));
    sends('\r');
    sends(`${citizenLine}\r`);
    await settle();
    expect(heard).toEqual(['tooLong', citizenLine]);
  });

  it.each(['FramingError', 'BufferOverrunError', 'BreakError', 'ParityError'])(
    'reads on after a %s, without what it fell into',
    async (fault) => {
      const { sends, stumbles, heard, states, settle } = await scanner();
      sends(citizenLine.slice(0, 20));
      await settle();
      stumbles(fault);
      await settle();
      sends(`${insuranceLine}\r`);
      await vi.advanceTimersByTimeAsync(1000);
      expect(heard).toEqual([insuranceLine]);
      expect(states).toEqual(['opening', 'ready']);
    },
  );

  it('that is unplugged says so, gives no half scan, and frees its port', async () => {
    const { sends, unplug, heard, states, calls, settle } = await scanner(115200);
    sends(citizenLine.slice(0, 20));
    await settle();
    unplug();
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard).toEqual([]);
    expect(states).toEqual(['opening', 'ready', 'unplugged']);
    expect(calls).toEqual(['open 115200', 'close']);
  });

  it('that another program holds says so', async () => {
    const states: ScannerState[] = [];
    const held = { ...fakePort().port, open: () => Promise.reject(new DOMException('', 'x')) };
    const reading = readScanner(held, 9600, {
      onScan: () => undefined,
      onState: (state) => states.push(state),
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['opening', 'inUse']);
    await reading.stop();
  });

  it('is let go when nobody is signed in any more', async () => {
    const { sends, heard, states, calls, reading, settle } = await scanner();
    await reading.stop();
    expect(calls).toEqual(['open 9600', 'close']);
    expect(states).toEqual(['opening', 'ready']);
    expect(() => sends(`${citizenLine}\r`)).toThrow();
    await settle();
    expect(heard).toEqual([]);
  });
});
