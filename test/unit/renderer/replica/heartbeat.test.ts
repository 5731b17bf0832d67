import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchWorker } from '../../../../renderer/replica/heartbeat.ts';
import type { Heartbeat } from '../../../../renderer/replica/heartbeat.ts';

let heartbeat: Heartbeat | undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  heartbeat?.stop();
  vi.useRealTimers();
});

const worker = () => new EventTarget() as unknown as Worker;

/** A ping that answers soon, as a living Worker does. */
const answering = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a save is called not saved only where the Worker no longer answers', () => {
  test('a computer that slept, or a window whose timers the browser held back, has lost nothing', async () => {
    const heard: boolean[] = [];
    heartbeat = watchWorker(worker(), answering);
    heartbeat.onChange((alive) => heard.push(alive));
    await vi.advanceTimersByTimeAsync(2100);
    // The clock goes on while no timer runs.
    const slept = performance.now() + 60_000;
    vi.spyOn(performance, 'now').mockImplementation(() => slept);
    const pending = heartbeat.whileAlive(
      new Promise((resolve) => setTimeout(() => resolve('saved'), 2500)),
      () => new Error('lost'),
    );
    await vi.advanceTimersByTimeAsync(3000);
    await expect(pending).resolves.toBe('saved');
    expect(heard).toEqual([]);
  });

  test('a sleep between a question and its answer loses nothing either', async () => {
    const heard: boolean[] = [];
    heartbeat = watchWorker(worker(), answering);
    heartbeat.onChange((alive) => heard.push(alive));
    await vi.advanceTimersByTimeAsync(2001);
    const slept = performance.now() + 60_000;
    vi.spyOn(performance, 'now').mockImplementation(() => slept);
    await vi.advanceTimersByTimeAsync(4000);
    expect(heard).toEqual([]);
  });

  test('a Worker that no longer answers is told, and a save that waits for it rejects', async () => {
    heartbeat = watchWorker(worker(), () => new Promise(() => undefined));
    const pending = heartbeat.whileAlive(new Promise(() => undefined), () => new Error('lost'));
    const told = expect(pending).rejects.toThrow('lost');
    await vi.advanceTimersByTimeAsync(12_000);
    await told;
    expect(heartbeat.alive()).toBe(false);
  });

  test('a question that can no longer be asked counts as one without an answer', async () => {
    heartbeat = watchWorker(worker(), () => Promise.reject(new Error('gone')));
    await vi.advanceTimersByTimeAsync(12_000);
    expect(heartbeat.alive()).toBe(false);
  });
});

describe('a disk that doesn’t answer a living Worker', () => {
  test('is told while a write waits, and no more once it has ended', async () => {
    const heard: boolean[] = [];
    heartbeat = watchWorker(worker(), answering);
    heartbeat.onChange(() => heard.push(heartbeat!.slow()));
    const quick = heartbeat.whileAlive(Promise.resolve('saved'), () => new Error('lost'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toEqual([]);
    const slow = heartbeat.whileAlive(
      new Promise((resolve) => setTimeout(() => resolve('saved'), 30_000)),
      () => new Error('lost'),
    );
    await vi.advanceTimersByTimeAsync(20_000);
    expect([heartbeat.slow(), heartbeat.alive()]).toEqual([true, true]);
    await vi.advanceTimersByTimeAsync(11_000);
    expect([await quick, await slow]).toEqual(['saved', 'saved']);
    expect(heard).toEqual([true, false]);
  });
});
