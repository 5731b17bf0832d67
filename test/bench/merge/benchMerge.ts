import type { CausalRecord } from '../../../shared/merge/join.ts';
import { joinLeaves } from '../../../shared/records/joinLeaves.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { hashOf, revisionOf } from '../../../shared/replica/revision.ts';
import type { WireDocument } from '../../../shared/sync/centralClient.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { storeChanges } from '../../../shared/sync/pull.ts';
import { pullProgress, readPullState } from '../../../shared/sync/pullState.ts';
import { pushBatch } from '../../../shared/sync/push.ts';
import { memoryTrees } from '../../campaigns/chaos/trees.ts';
import { openChaosValidation } from '../../campaigns/chaos/validation.ts';
import { simulatedServer } from '../../campaigns/chaos/server.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import { percentile, reportResults, resultFile } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';

const conflictedRecords = 500;
const rounds = 5;

/**
 * `bench merge`: joins a second for records of 2, 10 and 100 leaves, and the time from the arrival
 * of 500 conflicted records until nothing changes any more and all is on the server. The replica
 * lies on a PouchDB tree in Node's memory, encrypted; the server is one in the same process.
 */
export async function benchMerge({ jsonFile }: BenchOptions): Promise<0 | 1> {
  const startedAtMs = Date.now();
  const results: Result[] = [];
  for (const leaves of [2, 10, 100]) results.push(measureJoins(leaves));
  const failures: { code: string; text: string }[] = [];
  const quietMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const outcome = await untilQuiet();
    quietMs.push(outcome.ms);
    if (outcome.open > 0) {
      failures.push({ code: 'openConflicts', text: `${outcome.open} conflicts are still open` });
    }
  }
  results.push(spread(`quiet after ${conflictedRecords} conflicted records arrive`, 'ms', quietMs));
  for (const { name, unit, p50, p95, max } of results) {
    console.log(`${name}: p50 ${p50} ${unit}, p95 ${p95}, max ${max}`);
  }
  console.log("The replica and the server are PouchDB trees in Node's memory.");
  const file = resultFile({
    command: 'bench merge',
    browser: null,
    startedAtMs,
    failures,
    results,
  });
  return reportResults(file, jsonFile);
}

/** How many records with so many leaves are joined in a second. */
function measureJoins(count: number): Result {
  const born = aPatient();
  const definition = kindDefinition('patient')!;
  const leaves = concurrentEdits(born, count).map((record, index) => ({
    rev: `2-${index.toString(16).padStart(32, '0')}`,
    record,
  }));
  const perSecond: number[] = [];
  for (let sample = 0; sample < 20; sample += 1) {
    const startedMs = performance.now();
    let joins = 0;
    while (performance.now() - startedMs < 50) {
      joinLeaves(leaves, definition);
      joins += 1;
    }
    perSecond.push((joins * 1000) / (performance.now() - startedMs));
  }
  return spread(`joins of records with ${count} leaves`, 'records/s', perSecond);
}

/** Versions of one record, each by an actor of its own who saw the birth only. */
function concurrentEdits(born: RecordOf<'patient'>, count: number): AnyRecord[] {
  const units = ['name', 'address', 'birthDate', 'contacts/a', 'sex'] as const;
  return Array.from({ length: count }, (_unused, index): AnyRecord => {
    const dot = `${(index + 1).toString(16).padStart(16, '0')}.1`;
    const values = {
      name: `Nguyễn Thị Mẫu ${String(index)}`,
      address: `Xã Thử ${String(index)}`,
      birthDate: { birthDate: `19${String(10 + (index % 80))}` },
      'contacts/a': { phone: `0912${String(100_000 + index)}` },
      sex: index % 2 === 0 ? 'male' : 'female',
    };
    const unit = units[index % units.length]!;
    return editedRecord<'patient'>(
      born,
      (born as unknown as CausalRecord).causality.vector,
      { [unit]: values[unit] },
      someWrite({ dot }),
    );
  });
}

async function untilQuiet(): Promise<{ ms: number; open: number }> {
  const trees = await memoryTrees();
  const pouch = trees.open(`bench-merge-${crypto.randomUUID()}`);
  const server = simulatedServer(pouch, await openChaosValidation());
  await server.store(await conflictedDocuments(), false);
  const replica = await openNodeReplica();
  const delivery = await trackDelivery(replica);
  const now = () => '2026-11-23T14:05:00.000+07:00';
  const startedMs = performance.now();
  const pulled = pullProgress(replica, await readPullState(replica));
  for (;;) {
    const before = await replica.store.sequence();
    const page = await server.client.changes({ since: pulled.state().since, limit: 500 });
    await storeChanges(replica, server.client, delivery, pulled, page);
    while (delivery.waiting(1).length > 0) {
      if ((await pushBatch(replica, server.client, delivery, now)) > 0) break;
    }
    const quiet = (await replica.store.sequence()) === before && page.results.length === 0;
    if (quiet && delivery.waiting(1).length === 0) break;
  }
  const ms = performance.now() - startedMs;
  const { rows } = await pouch.allDocs({ include_docs: true, conflicts: true });
  const open = rows.filter(({ doc }) => doc?._conflicts).length;
  await replica.close();
  await trees.remove(pouch);
  return { ms, open };
}

async function conflictedDocuments(): Promise<WireDocument[]> {
  const documents: WireDocument[] = [];
  for (let index = 0; index < conflictedRecords; index += 1) {
    const born = aPatient();
    const parent = await revisionOf(born, undefined);
    for (const record of concurrentEdits(born, 2)) {
      const rev = await revisionOf(record, parent);
      documents.push({
        ...record,
        _id: record.id,
        _rev: rev,
        _revisions: { start: 2, ids: [hashOf(rev), hashOf(parent)] },
      });
    }
  }
  return documents;
}

function spread(name: string, unit: string, samples: readonly number[]): Result {
  const at = (share: number) => Math.round(percentile(samples, share) * 10) / 10;
  return {
    name,
    unit,
    n: samples.length,
    p50: at(0.5),
    p95: at(0.95),
    max: at(1),
    peer: null,
    peerP50: null,
    ratio: null,
    bar: null,
    met: null,
  };
}
