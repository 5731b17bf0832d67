import { canonicalJson } from '../json/canonical.ts';
import { CentralFailure } from '../sync/centralClient.ts';
import type { CentralClient, WireDocument } from '../sync/centralClient.ts';
import { startLoops } from '../sync/loops.ts';
import type { Pace } from '../sync/pace.ts';
import { ordinaryPace } from '../sync/pace.ts';
import { auditDocument } from './auditDocument.ts';
import type { AuditTrail } from './trail.ts';
import type { TrailStore } from './trailStore.ts';

/** Sends a trail in a loop of its own, one request at a time: it never stands in the records' way. */
export interface TrailDelivery {
  /** Entries that are signed and weren't read back from the server yet; undefined before a look. */
  waiting(): number | undefined;
  wake(): void;
  stop(): Promise<void>;
}

type AuditClient = Pick<CentralClient, 'revsDiff' | 'bulkDocs' | 'bulkGet' | 'abandon'>;

export interface DeliverOptions {
  readonly trail: AuditTrail;
  readonly store: TrailStore;
  /** Of the audit database, with the workstation's account. */
  readonly client: AuditClient;
  readonly pace?: Pick<Pace, 'shortestWaitMs' | 'longestWaitMs'>;
  /** How long nothing may be looked at while nothing new is signed. */
  readonly restMs?: number;
}

const batchSize = 200;
/** Nobody waits for the trail, and a server that was never provisioned for it is asked seldom. */
const unhurried = {
  shortestWaitMs: 5000,
  longestWaitMs: 300_000,
  longestUnreachedWaitMs: 60_000,
};

/**
 * What was read back moves the position; what wasn't is sent again, and what comes after it is sent
 * all the same. At its start it looks whether the server still has the last entry that it had: a
 * server that was restored is given everything again.
 */
export function startTrailDelivery(options: DeliverOptions): TrailDelivery {
  const { trail, store, client, pace = unhurried, restMs = 60_000 } = options;
  const loops = startLoops({ ...ordinaryPace, ...pace }, () => client.abandon?.());
  let compared = false;
  let waiting: number | undefined;

  async function turn(): Promise<number> {
    let left = 0;
    for (const epoch of trail.epochs()) {
      if (!compared && !(await stillThere(epoch))) {
        await store.writePosition('delivered', epoch, 0, 'relaxed');
      }
      left += await deliver(epoch);
    }
    compared = true;
    waiting = left;
    // Nobody here can mend it; the verifier shows on the server what is missing.
    if (left > 0) throw new CentralFailure('badRequest');
    return restMs;
  }

  async function stillThere(epoch: string): Promise<boolean> {
    const delivered = await store.position('delivered', epoch);
    if (delivered === 0) return true;
    const [entry] = await store.read(epoch, delivered, 1);
    if (!entry) return true;
    const document = await auditDocument(entry);
    return (await readBack([document])).has(document._id);
  }

  /** Sends what the server lacks and answers how many it didn't take. */
  async function deliver(epoch: string): Promise<number> {
    const upTo = await trail.signedUpTo(epoch);
    let position = await store.position('delivered', epoch);
    let from = position + 1;
    let left = 0;
    while (from <= upTo) {
      const entries = await store.read(epoch, from, Math.min(batchSize, upTo - from + 1));
      if (entries.length === 0) break;
      const documents = await Promise.all(entries.map(auditDocument));
      const asked = Object.fromEntries(documents.map(({ _id, _rev }) => [_id, [_rev]]));
      const lacking = await client.revsDiff(asked);
      const missing = documents.filter(({ _id }) => lacking.has(_id));
      if (missing.length > 0) await client.bulkDocs(missing);
      const back = await readBack(documents);
      for (const [index, { _id }] of documents.entries()) {
        const number = entries[index]!.sequence;
        if (!back.has(_id)) left += 1;
        else if (left === 0 && number === position + 1) position = number;
      }
      await store.writePosition('delivered', epoch, position, 'relaxed');
      from = entries[entries.length - 1]!.sequence + 1;
    }
    return left;
  }

  /** Ids of those that the server gives back to the letter. */
  async function readBack(documents: readonly WireDocument[]): Promise<Set<string>> {
    const given = await client.bulkGet(documents.map(({ _id, _rev }) => ({ id: _id, rev: _rev })));
    const found = new Set(given.map((document) => canonicalJson(document)));
    const whole = documents.filter((document) => found.has(canonicalJson(document)));
    return new Set(whole.map(({ _id }) => _id));
  }

  trail.onSigned(() => loops.nudge());
  loops.run(turn, () => undefined);
  return { waiting: () => waiting, wake: () => loops.wake(), stop: () => loops.stop() };
}
