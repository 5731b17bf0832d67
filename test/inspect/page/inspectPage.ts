import * as z from 'zod';
import { openPackStorage, packsName } from '../../../renderer/replica/packStorage.ts';
import { enforceStrictDurability } from '../../../renderer/replica/strictDurability.ts';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import { fromBase64 } from '../../../shared/json/base64.ts';
import { parseRecordId } from '../../../shared/records/ids.ts';
import { classifyStored } from '../../../shared/replica/assemble.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { withArrivalPacks } from '../../../shared/replica/arrivalPacks.ts';
import type { Arrivals } from '../../../shared/replica/leafStore.ts';
import { checkFormat } from '../../../shared/replica/format.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import type { LeafStore, StoredLeaf } from '../../../shared/replica/leafStore.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import { reassertions } from '../../../shared/replica/reassert.ts';
import { openRescueFile, sealRescueFile } from '../../../shared/rescue/rescueFile.ts';
import { rescueHeader, RescueRefused } from '../../../shared/rescue/rescueHeader.ts';
import { leavesOf, listOfClosed } from '../../../shared/rescue/rescueLeaves.ts';
import { takeIn } from '../../../shared/rescue/takeIn.ts';
import { serialQueue } from '../../../shared/replica/serialQueue.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import type { Inspection, NotOpened } from './inspection.ts';

z.config({ jitless: true });

enforceStrictDurability();

window.inspectReplica = (replicaName, dataKey) =>
  withStore(replicaName, dataKey, async (store, packed) => ({
    kind: 'inspected',
    inspection: await inspect(store, packed?.arrivals),
  }));

window.rescueOut = ({ replicaName, dataKey, rescueKey }, about) =>
  withStore(replicaName, dataKey, async (rows, packed) => {
    const key = await importDataKey(fromBase64(rescueKey));
    const delivery = await trackDelivery(readOnly(rows));
    const { ids, entries, store } = await listOfClosed(rows, packed, delivery);
    const header = rescueHeader({ ...about, entries });
    let text = '';
    for await (const line of sealRescueFile(header, key, leavesOf(store, ids))) text += line;
    return { kind: 'made', text };
  });

window.rescueIn = ({ replicaName, dataKey, rescueKey }, text) =>
  withStore(replicaName, dataKey, async (store) => {
    try {
      const opened = await openRescueFile(text, await importDataKey(fromBase64(rescueKey)));
      return { kind: 'takenIn', ...(await takeIn({ store, receive: receiveOver(store) }, opened)) };
    } catch (error) {
      if (error instanceof RescueRefused) return { kind: 'refused', fault: error.fault };
      throw error;
    }
  });

/** Joins nothing: the app does that at its next start, with the people whose signatures it knows. */
function receiveOver(store: LeafStore): Replica['receive'] {
  return async (arrivals) => {
    const standing = await store.read([...new Set(arrivals.map(({ id }) => id))]);
    await store.write([...arrivals, ...(await reassertions(arrivals, standing))]);
  };
}

async function withStore<T>(
  replicaName: string,
  dataKey: string,
  use: (store: LeafStore, packed: LeafStore | undefined) => Promise<T>,
): Promise<T | NotOpened> {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  if (!names.includes(`_pouch_${replicaName}`)) return { kind: 'noReplica' };
  const key = await importDataKey(fromBase64(dataKey));
  const cipher = cipherFor(key, replicaName);
  const store = leafStoreOver(() => openPouch(replicaName), cipher, 'bytes');
  try {
    const format = await checkFormat(store);
    if (format.kind !== 'ok') return { kind: format.kind };
    // A workstation that was closed soon after its first fill has some of it in packs.
    const packed = names.includes(packsName(replicaName))
      ? withArrivalPacks(
          store,
          await openPackStorage(packsName(replicaName)),
          cipher,
          format.lookupSecret,
        )
      : undefined;
    return await use(store, packed);
  } finally {
    await store.close();
  }
}

async function inspect(store: LeafStore, packs: Arrivals | undefined): Promise<Inspection> {
  const byKind: Record<string, number> = {};
  const counts = {
    hereOnly: 0,
    toCompare: 0,
    onServer: 0,
    refused: 0,
    quarantined: 0,
    openConflicts: 0,
  };
  const lines: string[] = [];
  const inRows = new Set<string>();
  const delivery = await trackDelivery(readOnly(store));
  for (let since = 0; ;) {
    const page = await store.changes(since, 500);
    if (page.length === 0) break;
    since = page.at(-1)!.seq;
    for (const [id, leaves] of await store.read(page.map((change) => change.id))) {
      for (const { rev } of leaves) lines.push(`${id} ${rev}`);
      const live = leaves.filter((leaf) => !leaf.deleted);
      inRows.add(id);
      if (live.length === 0) continue;
      const kind = parseRecordId(id)?.kind ?? 'unknown';
      byKind[kind] = (byKind[kind] ?? 0) + 1;
      counts[delivery.delivery(id)] += 1;
      counts.quarantined += live.filter(isQuarantined).length;
      if (live.length > 1) counts.openConflicts += 1;
    }
  }
  for await (const packed of packs?.load() ?? []) {
    for (const { id, rev, deleted, body } of packed.filter((one) => !inRows.has(one.id))) {
      lines.push(`${id} ${rev}`);
      if (deleted) continue;
      const kind = parseRecordId(id)?.kind ?? 'unknown';
      byKind[kind] = (byKind[kind] ?? 0) + 1;
      counts[delivery.delivery(id)] += 1;
      if (isQuarantined({ id, body })) counts.quarantined += 1;
    }
  }
  return { byKind, ...counts, digest: await digestOf(lines) };
}

function isQuarantined(leaf: Pick<StoredLeaf, 'id' | 'body'>): boolean {
  return classifyStored(leaf).kind === 'quarantined';
}

/** What the delivery tracker needs of a replica, without what opening one writes. */
function readOnly(store: LeafStore): Replica {
  return { store, queue: serialQueue(), onStored: () => undefined } as unknown as Replica;
}

async function digestOf(lines: string[]): Promise<string> {
  const text = new TextEncoder().encode(lines.sort().join('\n'));
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
