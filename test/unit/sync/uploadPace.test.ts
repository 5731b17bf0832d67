import { afterEach, describe, expect, test, vi } from 'vitest';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import { slowestBytesPerSecond, uploadPace } from '../../../shared/sync/uploadPace.ts';

const kilobyte = 1024;

afterEach(() => {
  vi.useRealTimers();
});

describe('the time that an upload is given', () => {
  test('by its size, at the slowest rate that is a line, before anything is known of this one', () => {
    expect(uploadPace().allowedMs(slowestBytesPerSecond)).toBe(1000);
  });

  test('a sixteenth of the rate of the last one that tells; never less than the slowest line needs', () => {
    const pace = uploadPace();
    pace.carried(320 * kilobyte, 1000);
    expect(pace.allowedMs(20 * kilobyte)).toBe(1000);
    pace.carried(kilobyte, 1);
    expect(pace.allowedMs(20 * kilobyte)).toBe(1000);
    pace.carried(320 * kilobyte, 1000_000);
    expect(pace.allowedMs(slowestBytesPerSecond)).toBe(1000);
  });

  test('all of it again after a line that carried nothing', () => {
    const pace = uploadPace();
    pace.carried(320 * kilobyte, 1000);
    pace.gaveUp();
    expect(pace.allowedMs(slowestBytesPerSecond)).toBe(1000);
  });

  test('a stall on a line that was quick is given up in its patience, and once: the next has all its time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    let status: number | 'stalls' = 413;
    const client = centralClient({
      url: 'http://central.example',
      database: 'bedside',
      username: 'noi-1',
      password: 'x',
      timeoutMs: 100,
      fetch: (_, init) =>
        status === 'stalls'
          ? new Promise((_resolve, reject) => {
              init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
            })
          : Promise.resolve(new Response('[]', { status })),
    });
    /** What became of an upload of some 200,000 bytes: at the slowest rate they take 98 seconds. */
    const sent = async (afterMs: number) => {
      let outcome = 'still under way';
      const document = { _id: 'a', _rev: '1-a', _revisions: { start: 1, ids: ['a'] } };
      const ended = client.bulkDocs([{ ...document, text: 'x'.repeat(200_000) }]).then(
        () => (outcome = 'taken'),
        (error: unknown) => (outcome = (error as { fault: string }).fault),
      );
      await vi.advanceTimersByTimeAsync(afterMs);
      const then = outcome;
      client.abandon?.();
      await ended;
      return then;
    };
    // A refusal at the first byte says nothing of the line.
    expect(await sent(0)).toBe('tooLarge');
    status = 'stalls';
    expect(await sent(50_000)).toBe('still under way');
    status = 201;
    expect(await sent(0)).toBe('taken');
    status = 'stalls';
    expect(await sent(1000)).toBe('unreachable');
    expect(await sent(50_000)).toBe('still under way');
    expect(await sent(100_000)).toBe('unreachable');
  });
});
