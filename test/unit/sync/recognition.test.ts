import { describe, expect, test } from 'vitest';
import { identityDocumentId } from '../../../shared/central/identityDocument.ts';
import { backUp } from '../../support/centralBackup.ts';

import {
  central,
  station,
  soon,
  longTest,
  stands,
  allSent,
  saysAllSent,
  patients,
  put,
  onServer,
  mend,
  witnesses,
} from './recognising.ts';

describe('a server is recognised before anything is believed of it', () => {
  test('first contact leaves a witness, and each connection a higher one', async () => {
    const server = await central();
    const a = await station(server);
    await stands(a, 'known');
    const counter = async () => (await witnesses(server))[0]!['counter'] as number;
    const first = await counter();
    await a.restart();
    await stands(a, 'known');
    expect(await counter()).toBeGreaterThan(first);
    expect(await witnesses(server)).toMatchObject([{ workstation: 'noi-1', ward: 'NOI' }]);
  });

  test(
    'invariant 7, peers 4: a restored backup gets everything again, and nothing is said to be there before',
    async () => {
      const server = await central();
      const [a, b] = [await station(server), await station(server, 'noi-2')];
      const delivered = patients(50);
      await put(a, delivered);
      await allSent(a);
      await expect.poll(() => b.replica.recordCount(), soon).toBe(50);
      // Only one of the two witnesses and half of the deliveries will be older than the backup.
      const backup = await backUp(server);
      const later = patients(70);
      await put(a, later.slice(0, 40));
      await put(b, later.slice(40));
      await allSent(a);
      await allSent(b);
      await expect.poll(() => a.replica.recordCount(), soon).toBe(120);
      a.line.cut = true;
      await b.sync.stop();
      const unsent = patients(10);
      await put(a, unsent);
      await backup.restore();
      expect(await onServer(server, later)).toBe(0);
      const all = [...delivered, ...later, ...unsent];
      const lies: number[] = [];
      const kinds = new Set<string>();
      a.sync.onStatus((status) => {
        kinds.add(status.server.kind);
        if (saysAllSent(status)) lies.push(status.hereOnly);
        if (lies.length === 1) void onServer(server, all).then((there) => (lies[0] = there));
      });
      mend(a);
      await allSent(a);
      expect(kinds).toContain('comparing');
      // Also what the other workstation had written, which isn't there any more to send it.
      expect(await onServer(server, all)).toBe(130);
      await expect.poll(() => lies[0], soon).toBe(130);
      for (const record of all) expect(a.sync.delivery.delivery(record.id)).toBe('onServer');
      await a.restart();
      await allSent(a);
    },
    longTest,
  );

  test(
    'two workstations heal one restored server together, without a conflict',
    async () => {
      const server = await central();
      const [a, b] = [await station(server), await station(server, 'noi-2')];
      const before = patients(5);
      await put(a, before);
      await allSent(a);
      const backup = await backUp(server);
      const later = patients(20);
      await put(a, later.slice(0, 10));
      await put(b, later.slice(10));
      for (const at of [a, b]) await expect.poll(() => at.replica.recordCount(), soon).toBe(25);
      await allSent(a);
      await allSent(b);
      a.line.cut = b.line.cut = true;
      await backup.restore();
      mend(a);
      mend(b);
      await expect.poll(() => onServer(server, [...before, ...later]), soon).toBe(25);
      await allSent(a);
      await allSent(b);
      const { body } = await server.couch.ask('GET', `${server.database}/_changes?style=all_docs`);
      const changes = (body as { results: { changes: unknown[] }[] }).results;
      expect(changes.every((row) => row.changes.length === 1)).toBe(true);
    },
    longTest,
  );

  test(
    'a comparison that a restart interrupts begins again (invariant 7)',
    async () => {
      const server = await central();
      const a = await station(server);
      const delivered = patients(8);
      await put(a, delivered);
      const backup = await backUp(server);
      await allSent(a);
      await a.restart();
      await stands(a, 'known');
      a.line.cut = true;
      await backup.restore();
      a.line.intercept = (url) =>
        url.includes('/_changes')
          ? Response.json({ error: 'busy', reason: 'busy' }, { status: 503 })
          : undefined;
      mend(a);
      await stands(a, 'comparing');
      expect(a.sync.status().hereOnly).toBe(8);
      await a.restart();
      expect(a.sync.status().server.kind).toBe('comparing');
      expect(a.sync.status().hereOnly).toBe(8);
      expect(a.sync.delivery.delivery(delivered[0]!.id)).not.toBe('onServer');
      a.line.intercept = undefined;
      a.sync.wake();
      await allSent(a);
      expect(await onServer(server, delivered)).toBe(8);
    },
    longTest,
  );

  test(
    'peers 4: a database that was wiped is filled only when a person says so',
    async () => {
      const server = await central();
      const a = await station(server);
      const mine = patients(12);
      await put(a, mine);
      await allSent(a);
      a.line.cut = true;
      await server.couch.change('DELETE', server.database);
      await server.provision({});
      mend(a);
      await stands(a, 'other');
      expect(a.sync.status().server).toMatchObject({ empty: true });
      expect(a.sync.status().hereOnly).toBe(12);
      await put(a, patients(1));
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await onServer(server, mine)).toBe(0);
      await a.restart();
      await stands(a, 'other');
      await a.sync.chooseServer('refill');
      await allSent(a);
      expect(await onServer(server, mine)).toBe(12);
      expect(a.replica.recordCount()).toBe(13);
    },
    longTest,
  );

  test(
    'a foreign server neither gets nor gives anything, and ours is known again afterwards',
    async () => {
      const [ours, foreign] = [await central(), await central()];
      const theirs = await station(foreign, 'khac-1');
      const [strange] = patients(1);
      await put(theirs, [strange!]);
      await allSent(theirs);
      const a = await station(ours);
      const mine = patients(3);
      await put(a, mine);
      await allSent(a);
      a.line.cut = true;
      a.line.leadsTo = foreign;
      const unsent = patients(2);
      await put(a, unsent);
      mend(a);
      await stands(a, 'other');
      expect(a.sync.status().server).toMatchObject({ empty: false });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await onServer(foreign, [...mine, ...unsent])).toBe(0);
      expect(await a.replica.shown(strange!)).toBeUndefined();
      a.line.leadsTo = undefined;
      a.sync.wake();
      await allSent(a);
      expect(await onServer(ours, [...mine, ...unsent])).toBe(5);
      expect(a.replica.recordCount()).toBe(5);
    },
    longTest,
  );

  test(
    'a witness that may not be written: work goes on, and every start compares anew',
    async () => {
      const server = await central();
      const a = await station(server);
      a.line.intercept = (url, init) =>
        url.includes('/_local/') && init.method === 'PUT'
          ? Response.json({ error: 'forbidden', reason: 'no' }, { status: 403 })
          : undefined;
      await a.restart();
      const mine = patients(4);
      await put(a, mine);
      await allSent(a);
      const backup = await backUp(server);
      const later = patients(4);
      await put(a, later);
      await allSent(a);
      await backup.restore();
      await a.restart();
      await allSent(a);
      expect(await onServer(server, [...mine, ...later])).toBe(8);
    },
    longTest,
  );

  test(
    'nodes with uuids of their own, a closed root, a lost answer: the same server',
    async () => {
      const server = await central();
      const a = await station(server);
      await put(a, patients(2));
      await allSent(a);
      const kinds = new Set<string>();
      a.sync.onStatus((status) => kinds.add(status.server.kind));
      let node = 0;
      a.line.intercept = (url) =>
        new URL(url).pathname === '/'
          ? Response.json({ couchdb: 'Welcome', uuid: `node-${(node += 1)}` })
          : undefined;
      await a.restart();
      await stands(a, 'known');
      a.line.intercept = (url) =>
        new URL(url).pathname === '/'
          ? Response.json({ error: 'forbidden', reason: 'no' }, { status: 403 })
          : undefined;
      await a.restart();
      await stands(a, 'known');
      // The witness arrives, its answer doesn't.
      let lost = 0;
      a.line.change = (url, body) => {
        if (!url.includes('/_local/') || !('ok' in body)) return body;
        lost += 1;
        throw new TypeError('lost on the way');
      };
      await a.restart();
      await expect.poll(() => lost, soon).toBeGreaterThan(1);
      a.line.change = undefined;
      a.sync.wake();
      await stands(a, 'known');
      expect([...kinds]).not.toContain('comparing');
      expect([...kinds]).not.toContain('other');
    },
    longTest,
  );

  test(
    'a replica that was copied with its disk is noticed, and compares anew',
    async () => {
      const server = await central();
      const a = await station(server);
      await put(a, patients(3));
      await allSent(a);
      await a.sync.stop();
      const [witness] = await witnesses(server);
      const name = String(witness!['_id']).slice('_local/'.length);
      await server.couch.change('PUT', `${server.database}/_local/${encodeURIComponent(name)}`, {
        ...witness,
        counter: (witness!['counter'] as number) + 7,
        token: '0123456789abcdef',
      });
      await a.restart();
      await allSent(a);
      expect(await witnesses(server)).toHaveLength(2);
    },
    longTest,
  );

  test('an identity that is taken away does not make our database another one', async () => {
    const server = await central();
    const a = await station(server);
    await put(a, patients(1));
    await allSent(a);
    const path = `${server.database}/${identityDocumentId}`;
    const { _rev } = (await server.couch.ask('GET', path)).body as { _rev: string };
    await server.couch.change('DELETE', `${path}?rev=${_rev}`);
    await a.restart();
    await allSent(a);
    expect(await witnesses(server)).toHaveLength(1);
  });
});

describe('what the others say of themselves', () => {
  test('each workstation reads when the others had sent everything; nonsense is passed over', async () => {
    const server = await central();
    const a = await station(server);
    await stands(a, 'known');
    const local = `${server.database}/_local/`;
    await server.couch.change('PUT', `${local}witness-noi-9.00000000`, { format: 1, counter: 'x' });
    await server.couch.change('PUT', `${local}witness-noi-8.00000000`, {
      format: 'x',
      counter: null,
    });
    const b = await station(server, 'noi-2');
    await expect.poll(() => b.sync.status().peers, soon).toHaveLength(1);
    const [peer] = b.sync.status().peers;
    expect(peer).toMatchObject({ workstation: 'noi-1', ward: 'NOI', hereOnly: 0 });
    expect(Date.parse(peer!.allSentAt!)).toBeLessThanOrEqual(Date.parse(peer!.at));
  });
});
