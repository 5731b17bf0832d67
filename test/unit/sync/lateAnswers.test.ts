import { expect, test } from 'vitest';
import { copyDatabase } from '../../support/centralBackup.ts';
import { allSent, central, longTest, patients, put, soon, station } from './recognising.ts';

test(
  'invariant 7: an answer of the server that was, which comes when another one was recognised, proves nothing',
  async () => {
    const [server, standby] = [await central(), await central()];
    const a = await station(server);
    await put(a, patients(2));
    await allSent(a);
    await copyDatabase(server, standby);
    await put(a, patients(2));
    await allSent(a);
    let answer: (text: string) => void = () => undefined;
    const asked = a.sync
      .guard({ bulkGet: () => new Promise<string>((resolve) => (answer = resolve)) })
      .bulkGet();
    const outcome = asked.catch((error: unknown) => (error as { fault?: string }).fault);
    // Whoever asks over a line of its own hears of no broken connection.
    a.line.leadsTo = standby;
    const kinds = new Set<string>();
    a.sync.onStatus((status) => kinds.add(status.server.kind));
    a.sync.wake();
    await expect.poll(() => kinds.has('comparing'), soon).toBe(true);
    await allSent(a);
    answer('as the server was');
    expect(await outcome).toBe('abandoned');
  },
  longTest,
);
