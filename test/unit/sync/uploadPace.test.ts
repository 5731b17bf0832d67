import { describe, expect, test } from 'vitest';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import { slowestBytesPerSecond, uploadPace } from '../../../shared/sync/uploadPace.ts';

const kilobyte = 1024;

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
    let stalls = false;
    const client = centralClient({
      url: 'http://central.example',
      database: 'bedside',
      username: 'noi-1',
      password: 'x',
      timeoutMs: 100,
      fetch: (_, init) =>
        stalls
          ? new Promise((_resolve, reject) => {
              init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
            })
          : Promise.resolve(new Response('[]', { status: 201 })),
    });
    const send = () =>
      client
        .bulkDocs([
          {
            _id: 'a',
            _rev: '1-a',
            _revisions: { start: 1, ids: ['a'] },
            text: 'x'.repeat(200_000),
          },
        ])
        .then(
          () => 'taken',
          (error: unknown) => (error as { fault: string }).fault,
        );
    const within = (ms: number) =>
      new Promise<string>((resolve) => setTimeout(() => resolve('still under way'), ms));
    expect(await send()).toBe('taken');
    stalls = true;
    // 200,000 bytes at the slowest rate would be 98 seconds.
    expect(await Promise.race([send(), within(20_000)])).toBe('unreachable');
    const again = send();
    expect(await Promise.race([again, within(1000)])).toBe('still under way');
    client.abandon?.();
    expect(await again).toBe('abandoned');
  });
});
