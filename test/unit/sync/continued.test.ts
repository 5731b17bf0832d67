import { describe, expect, test } from 'vitest';
import { continuationText, identityDocumentId } from '../../../shared/central/identityDocument.ts';
import type { IdentityDocument } from '../../../shared/central/identityDocument.ts';
import { importSigningKey, newKeyPair, signText } from '../../../shared/people/signingKey.ts';
import type { TestCentral } from '../../support/central.ts';
import { keepSyncLog } from '../../../shared/sync/syncLog.ts';
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

async function aKey() {
  const { publicKey, privateKey } = await newKeyPair();
  return { publicKey, privateKey: await importSigningKey(privateKey) };
}

async function identityOf({ couch, database }: TestCentral) {
  const { body } = await couch.ask('GET', `${database}/${identityDocumentId}`);
  return body as IdentityDocument & { readonly _rev: string };
}

describe('a server that takes the place of another', () => {
  test(
    'one word of IT is known to every workstation: each compares, and sends what is lacking',
    async () => {
      const key = await aKey();
      const [before, after] = [await central(), await central()];
      await before.provision({ succession: { ...key, continues: [] } });
      const [a, b] = [await station(before), await station(before, 'noi-2')];
      const log = await keepSyncLog(a.replica, a.sync, () => new Date().toISOString());
      const shared = patients(5);
      await put(a, shared);
      await allSent(a);
      await expect.poll(() => b.replica.recordCount(), soon).toBe(5);
      for (const { line } of [a, b]) line.cut = true;
      const [late, later] = [patients(2), patients(3)];
      await put(a, late);
      await put(b, later);
      const { lineage } = await identityOf(before);
      await after.provision({ succession: { ...key, continues: [lineage] } });
      const kinds = new Set<string>();
      for (const at of [a, b]) {
        at.sync.onStatus(({ server }) => kinds.add(server.kind));
        at.line.leadsTo = after;
        at.line.cut = false;
        at.sync.wake();
      }
      for (const at of [a, b]) await allSent(at);
      expect(await onServer(after, [...shared, ...late, ...later])).toBe(10);
      for (const at of [a, b]) await expect.poll(() => at.replica.recordCount(), soon).toBe(10);
      expect(kinds).not.toContain('other');
      const told = log.entries().flatMap((event) => (event.kind === 'server' ? [event] : []));
      expect(told.map(({ standing }) => standing)).toEqual(['continued', 'known']);
      // It is the known one from now on, and its key counts.
      await a.restart();
      await stands(a, 'known');
    },
    longTest,
  );

  test(
    'nobody else’s word counts: another key, a copied signature, a lineage that was only read',
    async () => {
      const [ours, theirs] = [await aKey(), await aKey()];
      const [before, foreign] = [await central(), await central()];
      await before.provision({ succession: { ...ours, continues: [] } });
      const a = await station(before);
      const mine = patients(2);
      await put(a, mine);
      await allSent(a);
      const { lineage } = await identityOf(before);
      const standing = await identityOf(foreign);
      const elsewhere = await signText(
        ours.privateKey,
        continuationText('another lineage', lineage),
      );
      const forged = await signText(theirs.privateKey, continuationText(standing.lineage, lineage));
      let { _rev } = standing;
      for (const succession of [
        { publicKey: theirs.publicKey, continues: [{ lineage, signature: forged }] },
        { publicKey: ours.publicKey, continues: [{ lineage, signature: forged }] },
        { publicKey: ours.publicKey, continues: [{ lineage, signature: elsewhere }] },
        { publicKey: 7, continues: 'nonsense' },
      ]) {
        const written = await foreign.couch.change(
          'PUT',
          `${foreign.database}/${identityDocumentId}`,
          { ...standing, _rev, succession },
        );
        _rev = (written as { rev: string }).rev;
        a.line.leadsTo = foreign;
        a.sync.wake();
        await stands(a, 'other');
        a.line.leadsTo = undefined;
        a.sync.wake();
        await stands(a, 'known');
      }
      expect(await onServer(foreign, mine)).toBe(0);
    },
    longTest,
  );

  test(
    'a workstation that never learnt the key asks a person, as before',
    async () => {
      const key = await aKey();
      const [before, after] = [await central(), await central()];
      const a = await station(before);
      await put(a, patients(1));
      await allSent(a);
      const { lineage } = await identityOf(before);
      await after.provision({ succession: { ...key, continues: [lineage] } });
      a.line.leadsTo = after;
      a.sync.wake();
      await stands(a, 'other');
    },
    longTest,
  );
});
