import { describe, expect, test } from 'vitest';
import { StoreFailed } from '../../../shared/replica/leafStore.ts';
import type { LeafStore } from '../../../shared/replica/leafStore.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import type { TestCentral } from '../../support/central.ts';
import {
  allSent,
  central,
  cleanUps,
  longTest,
  patients,
  put,
  soon,
  stands,
  station,
} from './recognising.ts';

/**
 * IndexedDB while something is received. That a real disk fills, and that the adapter comes back
 * from an aborted transaction, is shown in the browser (`badInput.test.ts`); here is what sync does.
 */
interface Disk {
  /** Writes that are taken yet; all of them where it is undefined. */
  room: number | undefined;
  code: 'full' | 'failed';
  refusals: number;
}

async function onDisk(server: TestCentral, disk: Disk): Promise<SyncStation> {
  const take = () => {
    if (disk.room === undefined) return;
    if (disk.room > 0) {
      disk.room -= 1;
      return;
    }
    disk.refusals += 1;
    throw new StoreFailed(disk.code);
  };
  const wrapStore = (store: LeafStore): LeafStore => ({
    ...store,
    async write(...asked) {
      take();
      return store.write(...asked);
    },
    async writeLocal(...asked) {
      take();
      return store.writeLocal(...asked);
    },
  });
  const opened = await openSyncStation(server, { workstation: 'noi-1', ward: 'NOI', wrapStore });
  cleanUps.push(() => opened.close());
  return opened;
}

const fault = { full: 'storageFull', failed: 'storageFailed' } as const;

describe.each(['full', 'failed'] as const)(
  'peers 11: a disk that says %s while it receives',
  (code) => {
    test(
      'in the middle of the pull: nothing is lost or skipped, the status says so, and it goes on',
      async () => {
        const server = await central();
        const writer = await station(server, 'noi-2');
        const disk: Disk = { room: undefined, code, refusals: 0 };
        const a = await onDisk(server, disk);
        await stands(a, 'known');
        const own = patients(1);
        await put(a, own);
        await allSent(a);
        await expect.poll(() => a.sync.status().feedRead, soon).toBe(true);
        const heard = a.sync.status().heardAt!;
        disk.room = 0;
        const theirs = patients(30);
        await put(writer, theirs);
        await allSent(writer);
        await expect.poll(() => disk.refusals, soon).toBeGreaterThan(0);
        await expect
          .poll(() => a.sync.status().receiving, soon)
          .toMatchObject({ kind: 'fault', fault: fault[code] });
        // Others aren't known to have written nothing, and nobody is told that a save went well.
        expect(Date.parse(a.sync.status().heardAt!) - Date.parse(heard)).toBeLessThan(5000);
        expect(await a.replica.put(patients(1)[0]!)).not.toEqual([]);
        disk.room = undefined;
        await expect.poll(() => a.replica.recordCount(), soon).toBe(31);
        await allSent(a);
        expect(a.sync.status()).toMatchObject({ owed: 0, connection: { kind: 'online' } });
        for (const record of theirs) expect(await a.replica.shown(record)).toBeDefined();
      },
      longTest,
    );

    test(
      'in the middle of the first fill: it goes on where it was, and after a restart too',
      async () => {
        const server = await central();
        const writer = await station(server, 'noi-2');
        const theirs = patients(40);
        await put(writer, theirs);
        await allSent(writer);
        // Room for what recognises the server, and then for none of the records.
        const disk: Disk = { room: 2, code, refusals: 0 };
        const a = await onDisk(server, disk);
        await expect.poll(() => disk.refusals, soon).toBeGreaterThan(1);
        await expect
          .poll(() => a.sync.status().receiving, soon)
          .toMatchObject({ kind: 'fault', fault: fault[code] });
        expect(a.sync.status()).toMatchObject({ feedRead: false, heardAt: undefined });
        await a.restart();
        disk.room = undefined;
        a.sync.wake();
        await expect.poll(() => a.replica.recordCount(), soon).toBe(40);
        await expect.poll(() => a.sync.status().feedRead, soon).toBe(true);
        expect(a.sync.status()).toMatchObject({ owed: 0, connection: { kind: 'online' } });
        for (const record of theirs) expect(await a.replica.shown(record)).toBeDefined();
      },
      longTest,
    );
  },
);
