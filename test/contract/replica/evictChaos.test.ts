import { expect, test } from 'vitest';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import type { Validation } from '../../../shared/central/embedded/validation.ts';
import { newPatientId, parseRecordId } from '../../../shared/records/ids.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { CentralFailure } from '../../../shared/sync/centralFailure.ts';
import type { CentralClient } from '../../../shared/sync/centralClient.ts';
import { openCharts } from '../../../shared/sync/keepCharts.ts';
import type { Charts } from '../../../shared/sync/keepCharts.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { simulatedServer } from '../../campaigns/chaos/server.ts';
import type { SimulatedServer } from '../../campaigns/chaos/server.ts';
import { aPatient, aRecord, someWrite } from '../../support/builders/records.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { openIdbReplica } from '../../support/replica/idbReplica.ts';
import type { IdbReplica } from '../../support/replica/idbReplica.ts';

const anything: Validation = { refusalOf: async () => undefined, forget: () => undefined };
const pace = { shortestWaitMs: 10, longestWaitMs: 40, longPollMs: 10, unprovedWaitMs: 20 };
const soon = { timeout: 20_000, interval: 20 };
const patients = 8;
const steps = 60;

type Draft = RecordOf<'noteDraft'>;

/** Charts of people who have left: none of them has to be here, and each may be opened. */
async function hospital(server: SimulatedServer): Promise<string[]> {
  const patientIds = Array.from({ length: patients }, () => newPatientId());
  for (const patientId of patientIds) {
    const drafts = Array.from({ length: 6 }, (_unused, index) => aDraft(patientId, String(index)));
    await store(server, aPatient({}, someWrite(), patientId), ...drafts);
  }
  return patientIds;
}

const aDraft = (patientId: string, course: string): Draft =>
  aRecord('noteDraft', patientId, {
    encounterId: `${patientId}:encounter:${patientId}`,
    noteType: 'progress',
    course,
  });

async function store(server: SimulatedServer, ...records: readonly AnyRecord[]): Promise<void> {
  const leaves = await Promise.all(
    records.map((record) => arrival(record as unknown as { id: string })),
  );
  await server.store(
    leaves.map((leaf) => wireDocument(leaf)),
    false,
  );
}

/** Everything that the server holds of a record, by content. */
async function onServer(server: SimulatedServer): Promise<Map<string, AnyRecord[]>> {
  const found = new Map<string, AnyRecord[]>();
  for (const { _id, _rev, _revisions, _deleted, ...body } of await server.leaves()) {
    void [_rev, _revisions];
    if (_deleted || !parseRecordId(_id)) continue;
    found.set(_id, [...(found.get(_id) ?? []), body as unknown as AnyRecord]);
  }
  return found;
}

interface Running {
  replica: IdbReplica;
  sync: Sync;
  charts: Charts;
}

function clientOf(server: SimulatedServer, line: { cut: boolean }): CentralClient {
  const through =
    <A extends unknown[], R>(ask: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (line.cut) throw new CentralFailure('unreachable');
      return ask(...given);
    };
  const { client } = server;
  return {
    changes: through(async (query) => {
      const page = await client.changes(query);
      if (page.results.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      return page;
    }),
    bulkGet: through((wanted) => client.bulkGet(wanted)),
    revsDiff: through((leaves) => client.revsDiff(leaves)),
    bulkDocs: through((documents) => client.bulkDocs(documents)),
    documentCount: through(() => client.documentCount()),
    wardPatients: through(async () => []),
    chartIds: through(async (patientIds) => {
      const { rows } = await server.pouch.allDocs();
      return rows
        .map(({ id }) => id)
        .filter((id) => patientIds.includes(parseRecordId(id)?.patientId ?? ''));
    }),
  };
}

async function start(
  replica: IdbReplica,
  client: CentralClient,
  onEvicted: (records: number) => void,
): Promise<Running> {
  const charts = await openCharts({
    replica: {
      ...replica,
      async evict(request) {
        const evicted = await replica.evict(request);
        onEvicted(evicted.ids.length);
        return evicted;
      },
    },
    client,
    wards: ['NOI'],
    // Room for three charts or so beside the identities.
    bound: { records: patients + 20, megabytes: 1000 },
    estimate: async () => undefined,
    canEvict: true,
    pace,
  });
  const sync = await startSync({
    replica,
    client,
    now: () => new Date().toISOString(),
    wanted: charts.wanted,
    pace,
  });
  charts.follow(sync);
  return { replica, sync, charts };
}

test.each([1, 2, 3, 4])(
  'invariants 1, 7 and 8, peers 5: opens, saves while cut, evictions and restarts at random (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const server = simulatedServer(openPouch(`server-${crypto.randomUUID()}`), anything);
    const patientIds = await hospital(server);
    const line = { cut: false };
    const client = clientOf(server, line);
    let evicted = 0;
    const onEvicted = (records: number) => (evicted += records);
    let running = await start(await openIdbReplica(), client, onEvicted);
    const saved = new Map<string, AnyRecord>();
    const openCharts = new Set<string>();

    const shown = async (patientId: string): Promise<Draft[]> =>
      (await running.replica.memory.all('notes')).filter(
        (record): record is Draft => record.patientId === patientId && record.kind === 'noteDraft',
      );
    async function step(): Promise<void> {
      const patientId = patientIds[random.whole(0, patientIds.length - 1)]!;
      const { replica, charts } = running;
      switch (random.whole(0, 9)) {
        case 0:
        case 1:
          charts.open(patientId);
          openCharts.add(patientId);
          return;
        case 2:
          if (!openCharts.delete(patientId)) return;
          charts.close(patientId);
          return;
        case 3:
        case 4: {
          const draft = aDraft(patientId, 'ở đây');
          expect(await replica.put(draft)).toEqual([]);
          saved.set(draft.id, draft);
          return;
        }
        case 5: {
          const [draft] = await shown(patientId);
          if (!draft) return;
          const before = withoutRxFields((await replica.shown(draft))!) as Draft;
          const plan = `sửa ${String(saved.size)}`;
          const edited = editedRecord<'noteDraft'>(
            before,
            before.causality.vector,
            { plan },
            someWrite({ dot: `${random.whole(1, 1e9).toString(16).padStart(16, 'c')}.1` }),
          );
          // An eviction in between refuses the save, and says so: nothing was acknowledged.
          if ((await replica.put(edited)).length === 0) saved.set(edited.id, edited);
          return;
        }
        case 6:
          await store(server, aDraft(patientId, 'từ máy khác'));
          return;
        case 7:
          line.cut = !line.cut;
          running.sync.wake();
          return;
        case 8: {
          await charts.measure();
          return;
        }
        default:
          await charts.stop();
          await running.sync.stop();
          openCharts.clear();
          running = await start(await replica.reopen(), client, onEvicted);
      }
    }
    /** What was acknowledged here is in the store, or on the server. */
    async function nothingLost(): Promise<void> {
      const held = await running.replica.store.read([...saved.keys()]);
      const there = await onServer(server);
      for (const [id, record] of saved) {
        const here = held.get(id)!.some(({ body }) => sees(body as never, record));
        const delivered = (there.get(id) ?? []).some((body) => sees(body, record));
        expect(here || delivered, `seed ${seed}: ${id} is nowhere`).toBe(true);
      }
    }

    for (let count = 0; count < steps; count += 1) {
      await step();
      await new Promise((resolve) => setTimeout(resolve, random.whole(0, 12)));
      await nothingLost();
    }

    line.cut = false;
    running.sync.wake();
    await expect.poll(() => running.sync.status().hereOnly, soon).toBe(0);
    await running.charts.measure();
    for (const patientId of patientIds) {
      running.charts.open(patientId);
      await expect.poll(() => running.charts.presence(patientId), soon).toBe('whole');
    }
    for (const [id, leaves] of await onServer(server)) {
      const [record] = leaves;
      expect(leaves).toHaveLength(1);
      if (record!.kind === 'change') continue;
      await expect
        .poll(async () => {
          const found = await running.replica.shown({ id, kind: record!.kind });
          return found && withoutRxFields(found);
        }, soon)
        .toEqual(record);
    }
    for (const [id, record] of saved) {
      const [there] = (await onServer(server)).get(id)!;
      expect(sees(there!, record)).toBe(true);
    }
    expect(evicted, 'this seed evicts something').toBeGreaterThan(0);
    await running.charts.stop();
    await running.sync.stop();
    await running.replica.close();
    await server.pouch.destroy();
  },
  120_000,
);

/** Whether a version has seen every write of another. */
function sees(version: AnyRecord | undefined, record: AnyRecord): boolean {
  const vector = version?.causality?.vector;
  return (
    vector !== undefined &&
    Object.entries(record.causality.vector).every(([actor, count]) => (vector[actor] ?? 0) >= count)
  );
}
