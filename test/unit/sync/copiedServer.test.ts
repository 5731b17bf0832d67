import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { identityDocumentId } from '../../../shared/central/identityDocument.ts';
import { importSigningKey, newKeyPair } from '../../../shared/people/signingKey.ts';
import { replicateDatabase } from '../../support/centralBackup.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import {
  allSent,
  central,
  longTest,
  onServer,
  patients,
  put,
  soon,
  stands,
  station,
} from './recognising.ts';

const ownAnswer = /^https?:\/\/[^/]+\/$/;

/** The machine that answers says of itself that it is another one; on CouchDB both tests share one. */
function onAnotherMachine(at: SyncStation): void {
  const uuid = randomBytes(16).toString('hex');
  at.line.change = (url, body) => (ownAnswer.test(url) ? { ...body, uuid } : body);
}

describe('a copy of the hospital’s database', () => {
  test(
    'peers 4: a workstation that is pointed to a training copy sends nothing and takes nothing until somebody is asked',
    async () => {
      const [server, training] = [await central(), await central()];
      const a = await station(server);
      const before = patients(3);
      await put(a, before);
      await allSent(a);
      await replicateDatabase(server, training);
      const since = patients(2);
      await put(a, since);
      await allSent(a);
      const practice = patients(1);
      const trainer = await station(training, 'tap-1');
      await put(trainer, practice);
      await allSent(trainer);

      await a.pointTo(training);
      await stands(a, 'other');
      expect(a.sync.status().server).toMatchObject({ empty: false, copy: true });
      await put(a, patients(1));
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await onServer(training, since)).toBe(0);
      expect(await a.replica.shown(practice[0]!)).toBeUndefined();
      // The address is put back, and nobody has to say anything.
      await a.pointTo(server);
      await allSent(a);
    },
    longTest,
  );

  test(
    'the hospital’s own server on a new machine, filled by replication, is asked about once',
    async () => {
      const [server, moved] = [await central(), await central()];
      const a = await station(server);
      const before = patients(3);
      await put(a, before);
      await allSent(a);
      await replicateDatabase(server, moved);
      const since = patients(2);
      await put(a, since);
      await allSent(a);
      onAnotherMachine(a);
      a.line.leadsTo = moved;
      a.sync.wake();
      await stands(a, 'other');
      expect(await onServer(moved, since)).toBe(0);
      await a.sync.chooseServer('refill');
      await allSent(a);
      expect(await onServer(moved, [...before, ...since])).toBe(5);
      await a.restart();
      await stands(a, 'known');
    },
    longTest,
  );

  test(
    'IT’s signed word spares the asking: a copy that was given an identity of its own takes the place of ours',
    async () => {
      const { publicKey, privateKey } = await newKeyPair();
      const key = { publicKey, privateKey: await importSigningKey(privateKey) };
      const [server, moved] = [await central(), await central()];
      await server.provision({ succession: { ...key, continues: [] } });
      const a = await station(server);
      const before = patients(3);
      await put(a, before);
      await allSent(a);
      await replicateDatabase(server, moved);
      const lineage = async ({ couch, database }: typeof server) =>
        ((await couch.ask('GET', `${database}/${identityDocumentId}`)).body as { lineage: string })
          .lineage;
      expect(await lineage(moved)).toBe(await lineage(server));
      await moved.provision({
        succession: { ...key, continues: [], movedFrom: await lineage(server) },
      });
      expect(await lineage(moved)).not.toBe(await lineage(server));
      const since = patients(2);
      await put(a, since);
      await allSent(a);
      const kinds = new Set<string>();
      a.sync.onStatus(({ server: { kind } }) => kinds.add(kind));
      onAnotherMachine(a);
      a.line.leadsTo = moved;
      a.sync.wake();
      await expect.poll(() => onServer(moved, [...before, ...since]), soon).toBe(5);
      await allSent(a);
      expect(kinds).not.toContain('other');
    },
    longTest,
  );
});
