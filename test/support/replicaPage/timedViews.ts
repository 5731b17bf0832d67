import type { RxCollection } from 'rxdb';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { TimedView } from './pageApi.ts';

/** What a chart asks of the Worker when it is opened: everything of one patient. */
async function readChart({ records }: ReplicaClient, patientId: string): Promise<void> {
  const all = Object.values(records.collections) as unknown as RxCollection<AnyRecord>[];
  await Promise.all(all.map((each) => each.find({ selector: { patientId } as never }).exec()));
}

/**
 * Opens so many charts one after the other, each time another patient's, so that no answer is at
 * hand: in turns with an entry on the trail, as the app tells it, and without one.
 */
export async function timedViews(
  client: ReplicaClient,
  person: string,
  times: number,
): Promise<readonly TimedView[]> {
  await client.audit({ action: 'signIn', person });
  const timed: TimedView[] = [];
  for (let view = 0; view < times; view += 1) {
    const patient = newPatientId();
    const startedMs = performance.now();
    const written = client.audit({ action: 'viewChart', person, about: { patient } });
    const heldMs = performance.now() - startedMs;
    const told = written.then(() => performance.now() - startedMs);
    await readChart(client, patient);
    const shownMs = performance.now() - startedMs;
    const writtenMs = await told;
    // Nobody opens charts faster; entries that come together would be written together.
    await pause();
    const untoldMs = performance.now();
    await readChart(client, newPatientId());
    timed.push({ heldMs, writtenMs, shownMs, shownUntoldMs: performance.now() - untoldMs });
    await pause();
  }
  return timed;
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 4));
