import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { localInstant } from '../../../shared/records/instant.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import { identityClient } from '../../../shared/sync/identityClient.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import type { Witness } from '../../../shared/sync/witness.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import { until } from '../../support/until.ts';

test('invariant 7: an entry that is saved while the witness is looked for is later than "all sent up to"', async () => {
  const server = await openTestCentral();
  const replica = await openNodeReplica();
  const access = { url: server.url, database: server.database, ...server.account, fetch };
  const real = identityClient(access);
  const written: Witness[] = [];
  let savedAtMs: number | undefined;
  let armed = false;
  const sync = await startSync({
    replica,
    client: centralClient(access),
    identity: {
      workstation: 'noi-1',
      client: {
        ...real,
        async witness(name) {
          if (armed) {
            armed = false;
            await delay(20);
            savedAtMs = Date.now();
            await replica.put(aPatient());
            await delay(20);
          }
          return real.witness(name);
        },
        async writeWitness(name, witness) {
          if (savedAtMs !== undefined) written.push(witness);
          return real.writeWitness(name, witness);
        },
      },
    },
    now: () => localInstant(new Date()),
    pace: { longPollMs: 1000 },
  });
  try {
    await until(
      () => sync.status().server.kind,
      (kind) => kind === 'known',
    );
    armed = true;
    // Everything that was saved before it is read back; its witness is looked for after that.
    await replica.put(aPatient());
    await until(
      () => written.length,
      (count) => count > 0,
    );
    const [first] = written;
    expect(first).toMatchObject({ hereOnly: 0 });
    expect(Date.parse(first!.allSentAt!)).toBeLessThanOrEqual(savedAtMs!);
    // The next one tells of that entry too, once it is there.
    await until(
      () => Date.parse(written.at(-1)!.allSentAt!),
      (allSentAtMs) => allSentAtMs > savedAtMs!,
    );
    await until(
      () => sync.status().hereOnly,
      (left) => left === 0,
    );
  } finally {
    await sync.stop();
    await replica.close();
    await server.remove();
  }
});
