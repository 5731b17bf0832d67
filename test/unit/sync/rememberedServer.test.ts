import { expect, test } from 'vitest';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { withArrivalPacks } from '../../../shared/replica/arrivalPacks.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import { serialQueue } from '../../../shared/replica/serialQueue.ts';
import { listOfClosed } from '../../../shared/rescue/rescueLeaves.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { packsInMemory } from '../../support/replica/packsInMemory.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import {
  allSent,
  central,
  longTest,
  mend,
  patients,
  put,
  soon,
  stands,
  station,
} from './recognising.ts';

/** What the command finds in a closed workstation, as it opens it: without a replica, and its packs apart. */
async function listClosed({ replica: { pouch, name } }: SyncStation) {
  const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(9)), name);
  const rows = leafStoreOver(() => pouch, cipher, 'base64');
  const packed = withArrivalPacks(rows, packsInMemory(name), cipher, name);
  const closed = { store: rows, queue: serialQueue(), onStored: () => undefined };
  return listOfClosed(rows, packed, await trackDelivery(closed as unknown as Replica));
}

test(
  'invariant 8: closed while an emptied server answers, a workstation’s rescue file holds all that is here',
  async () => {
    const server = await central();
    const writer = await station(server, 'noi-2');
    await put(writer, patients(3));
    await allSent(writer);
    // These come in a first fill, and lie in packs.
    const a = await station(server);
    await expect.poll(() => a.replica.recordCount(), soon).toBe(3);
    await put(a, patients(2));
    await allSent(a);
    await expect.poll(async () => (await listClosed(a)).entries, soon).toBe(0);

    await server.couch.change('DELETE', server.database);
    await server.provision({});
    a.sync.wake();
    await stands(a, 'other');
    expect((await listClosed(a)).entries).toBe(5);

    // Opened again without a line, it says so, and its own rescue file holds all too.
    a.line.cut = true;
    await a.restart();
    expect(a.sync.status()).toMatchObject({ hereOnly: 5, server: { kind: 'other', empty: true } });
    expect(a.sync.delivery.owing()).toBeUndefined();
    expect(a.sync.delivery.isTrusted()).toBe(false);
    // The choice that was shown then can be made, and ends the doubt.
    await a.sync.chooseServer('refill');
    mend(a);
    await allSent(a);
    await expect.poll(async () => (await listClosed(a)).entries, soon).toBe(0);
    await a.restart();
    await stands(a, 'known');
  },
  longTest,
);

test(
  'which workstations were not heard is known after a restart without a line',
  async () => {
    const server = await central();
    const other = await station(server, 'noi-2');
    await put(other, patients(1));
    await allSent(other);
    const a = await station(server);
    await expect.poll(() => a.sync.status().peers.length, soon).toBe(1);
    const [heard] = a.sync.status().peers;
    expect(heard).toMatchObject({ workstation: 'noi-2' });
    a.line.cut = true;
    await a.restart();
    expect(a.sync.status().peers).toEqual([heard]);
  },
  longTest,
);
