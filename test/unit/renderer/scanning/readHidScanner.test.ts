import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followScanner } from '../../../../renderer/features/scanning/followScanner.ts';
import { readHidScanner } from '../../../../renderer/features/scanning/readHidScanner.ts';
import type { ScannerState } from '../../../../renderer/features/scanning/readScanner.ts';
import { isHidScanner } from '../../../../renderer/features/scanning/webHid.ts';
import { citizenLine, insuranceLine } from '../../shared/identity/cards/cardLines.ts';
import { fakeDevice, fakeHid, reportsOf } from './fakeHid.ts';

/** Everything that was heard of the scanners that somebody chose, as the app follows them. */
async function followed(fake: ReturnType<typeof fakeHid>) {
  const heard: string[] = [];
  const states: ScannerState[] = [];
  const end = followScanner(
    {
      plugs: fake.hid,
      devices: async () => (await fake.hid.getDevices()).filter(isHidScanner),
      read: (device, told) => readHidScanner(fake.hid, device, told),
    },
    {
      onScan: (scan) => heard.push(scan.kind === 'scan' ? scan.text : scan.kind),
      onState: (state) => states.push(state),
    },
  );
  const settle = () => vi.advanceTimersByTimeAsync(0);
  await settle();
  return { ...fake, heard, states, end, settle };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a scanner that doesn’t type', () => {
  it('is opened, and its scans are heard as they come', async () => {
    const scanner = fakeDevice();
    const { heard, states } = await followed(fakeHid([scanner.device]));
    for (const report of reportsOf(citizenLine)) scanner.sends(report);
    for (const report of reportsOf(insuranceLine)) scanner.sends(report);
    expect(heard).toEqual([citizenLine, insuranceLine]);
    expect(states).toEqual(['opening', 'ready']);
  });

  it('unplugged in the middle of a code says so, and plugged in again begins anew', async () => {
    const scanner = fakeDevice();
    const { heard, states, unplug, plugIn, settle } = await followed(fakeHid([scanner.device]));
    scanner.sends(reportsOf(citizenLine)[0]!);
    unplug(scanner.device);
    expect(states.at(-1)).toBe('unplugged');
    // The same scanner is another device to the browser.
    const again = fakeDevice();
    plugIn(again.device);
    await settle();
    expect(states.slice(2)).toEqual(['unplugged', 'opening', 'ready']);
    for (const report of reportsOf(insuranceLine)) again.sends(report);
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard).toEqual([insuranceLine]);
  });

  it('whose code breaks off tells what came of it, once it rests', async () => {
    const scanner = fakeDevice();
    const { heard } = await followed(fakeHid([scanner.device]));
    scanner.sends(reportsOf(citizenLine)[0]!);
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toEqual([new TextDecoder().decode(reportsOf(citizenLine)[0]!.subarray(4, 60))]);
  });

  it('that another program holds says so', async () => {
    const held = fakeDevice(undefined, () =>
      Promise.reject(new DOMException('', 'NotAllowedError')),
    );
    const { states } = await followed(fakeHid([held.device]));
    expect(states).toEqual(['opening', 'inUse']);
  });

  it('that nobody chose, or that is none, isn’t opened', async () => {
    const keyboard = fakeDevice([{ usagePage: 1 }]);
    const { states, plugIn, settle } = await followed(fakeHid([keyboard.device]));
    expect(states).toEqual(['noPort']);
    const scanner = fakeDevice();
    plugIn(scanner.device);
    await settle();
    expect(states).toEqual(['noPort', 'opening', 'ready']);
    expect(keyboard.calls).toEqual([]);
  });

  it('another device that goes changes nothing', async () => {
    const [scanner, other] = [fakeDevice(), fakeDevice([{ usagePage: 1 }])];
    const { states, unplug } = await followed(fakeHid([other.device, scanner.device]));
    unplug(other.device);
    expect(states).toEqual(['opening', 'ready']);
  });

  it('is let go at the end, and nothing is heard after it', async () => {
    const scanner = fakeDevice();
    const { heard, states, end, settle, plugIn } = await followed(fakeHid([scanner.device]));
    scanner.sends(reportsOf(citizenLine)[0]!);
    end();
    await settle();
    expect(scanner.calls).toEqual(['open', 'close']);
    plugIn(fakeDevice().device);
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard).toEqual([]);
    expect(states).toEqual(['opening', 'ready']);
  });

  it('that is still being opened when the page goes is closed, once it is open', async () => {
    let open: () => void = () => undefined;
    const slow = fakeDevice(undefined, () => new Promise((resolve) => (open = resolve)));
    const { states, end, settle } = await followed(fakeHid([slow.device]));
    end();
    open();
    await settle();
    expect(slow.calls).toEqual(['open', 'close']);
    expect(states).toEqual(['opening']);
  });
});
