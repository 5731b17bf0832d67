import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followScanner } from '../../../../renderer/features/scanning/followScanner.ts';
import { readScanner } from '../../../../renderer/features/scanning/readScanner.ts';
import type { ScannerState } from '../../../../renderer/features/scanning/readScanner.ts';
import { scanTakers } from '../../../../renderer/features/scanning/scanTakers.ts';
import { citizenLine } from '../../shared/identity/cards/cardLines.ts';
import { fakePort } from './fakePort.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The scanners at serial ports, as the app follows them. */
async function followed(ports: ReturnType<typeof fakePort>[], fails = false) {
  const plugs = new EventTarget();
  const heard: string[] = [];
  const states: ScannerState[] = [];
  const end = followScanner(
    {
      plugs,
      devices: async () => {
        if (fails) throw new DOMException('', 'SecurityError');
        return ports.map(({ port }) => port);
      },
      read: (port, told) => readScanner(port, 19200, told),
    },
    {
      onScan: (scan) => heard.push(scan.kind === 'scan' ? scan.text : scan.kind),
      onState: (state) => states.push(state),
    },
  );
  const settle = () => vi.advanceTimersByTimeAsync(0);
  await settle();
  return { plugs, heard, states, end, settle };
}

describe('the scanner at a serial port', () => {
  it('is opened with its speed, and opened again when it is plugged in again', async () => {
    const port = fakePort();
    const { plugs, heard, states, settle } = await followed([port]);
    port.sends(`${citizenLine}\r\n`);
    await settle();
    port.unplug();
    await settle();
    plugs.dispatchEvent(new Event('connect'));
    await settle();
    port.sends(`${citizenLine}\r\n`);
    await settle();
    expect(heard).toEqual([citizenLine, citizenLine]);
    expect(states).toEqual(['opening', 'ready', 'unplugged', 'opening', 'ready']);
    expect(port.calls).toEqual(['open 19200', 'close', 'open 19200']);
  });

  it('plugged in twice in one moment is opened one time after the other, never at once', async () => {
    const port = fakePort();
    const { plugs, states, settle } = await followed([port]);
    plugs.dispatchEvent(new Event('connect'));
    plugs.dispatchEvent(new Event('connect'));
    await settle();
    expect(port.calls).toEqual(['open 19200', 'close', 'open 19200', 'close', 'open 19200']);
    expect(states.at(-1)).toBe('ready');
  });

  it('that isn’t there, or that the browser doesn’t tell of, is said to be missing', async () => {
    expect((await followed([])).states).toEqual(['noPort']);
    expect((await followed([fakePort()], true)).states).toEqual(['noPort']);
  });

  it('is closed at the end, and a plug afterwards opens nothing', async () => {
    const port = fakePort();
    const { plugs, states, end, settle } = await followed([port]);
    end();
    await settle();
    plugs.dispatchEvent(new Event('connect'));
    await settle();
    expect(port.calls).toEqual(['open 19200', 'close']);
    expect(states).toEqual(['opening', 'ready']);
  });
});

describe('who gets a scan', () => {
  it('is asked from the newest on, until somebody can use it', () => {
    const takers = scanTakers();
    const asked: string[] = [];
    const taker = (name: string, takes: boolean) => () => {
      asked.push(name);
      return takes;
    };
    takers.add(taker('page', true));
    const leave = takers.add(taker('panel', false));
    expect(takers.give('x')).toBe(true);
    leave();
    expect(takers.give('x')).toBe(true);
    expect(asked).toEqual(['panel', 'page', 'page']);
  });

  it('is nobody where nobody waits, or nobody can use it', () => {
    const takers = scanTakers();
    expect(takers.give('x')).toBe(false);
    const [one, other] = [vi.fn(() => false), vi.fn(() => false)];
    takers.add(one);
    takers.add(other);
    expect(takers.give('x')).toBe(false);
    expect([one, other].map((taker) => taker.mock.calls.length)).toEqual([1, 1]);
  });

  it('one function in two places leaves one of them', () => {
    const takers = scanTakers();
    const taker = vi.fn(() => false);
    takers.add(taker);
    takers.add(taker)();
    takers.give('x');
    expect(taker).toHaveBeenCalledOnce();
  });
});
