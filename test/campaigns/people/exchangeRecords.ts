import { localInstant } from '../../../shared/records/instant.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';
import { centralClient, CentralFailure } from '../../../shared/sync/centralClient.ts';
import type { DeliveryTracker } from '../../../shared/sync/delivery.ts';
import { changesLimit, storeChanges } from '../../../shared/sync/pull.ts';
import { pullProgress, readPullState } from '../../../shared/sync/pullState.ts';
import { pushBatch } from '../../../shared/sync/push.ts';
import type { TestCentral } from '../../support/central.ts';

/** One turn of each loop: what waits is sent and read back, and the feed is followed to its end. */
export async function exchangeRecords(
  { url, database }: TestCentral,
  { replica, delivery }: { replica: NodeReplica; delivery: DeliveryTracker },
  account: { readonly username: string; readonly password: string },
): Promise<void> {
  const fetchNow: typeof fetch = (input, init) => fetch(input, init);
  const client = centralClient({ url, database, ...account, fetch: fetchNow });
  const now = () => localInstant(new Date());
  try {
    for (let batch = 0; batch < 5 && delivery.waiting(1).length > 0; batch += 1) {
      await pushBatch(replica, client, delivery, now);
    }
    await delivery.seal(async () => undefined);
    await delivery.checkpoint();
    for (;;) {
      const progress = pullProgress(replica, await readPullState(replica));
      const { since } = progress.state();
      const page = await client.changes({ since, limit: changesLimit });
      await storeChanges(replica, client, delivery, progress, page);
      if (page.results.length < changesLimit) return;
    }
  } catch (error) {
    if (!(error instanceof CentralFailure)) throw error;
  }
}
