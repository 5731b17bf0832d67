import { afterEach, describe, expect, it } from 'vitest';
import { auditDocument, auditDocumentId } from '../../../shared/audit/auditDocument.ts';
import { startTrailDelivery } from '../../../shared/audit/deliverTrail.ts';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { readAuditLeaves } from '../../../shared/central/readAuditLeaves.ts';
import { verifyTrails } from '../../../shared/audit/verifyTrails.ts';
import { auditDatabaseName } from '../../../shared/central/auditDatabase.ts';
import { openCouch } from '../../../shared/central/couchHttp.ts';
import type { Credentials } from '../../../shared/central/couchHttp.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import {
  memoryTrailStorage,
  openTestTrail,
  somePatient,
  viewed,
} from '../../support/audit/memoryTrail.ts';
import type { MemoryTrailStorage } from '../../support/audit/memoryTrail.ts';
import { centralKinds, openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const soon = { timeout: 20_000, interval: 50 };
const hurried = { pace: { shortestWaitMs: 20, longestWaitMs: 100 }, restMs: 100 };

describe.each(centralKinds())('the audit database: %s', (kind) => {
  const open = async (): Promise<TestCentral> => {
    const central = await openTestCentral({ kind });
    closing.push(() => central.remove());
    return central;
  };
  const databaseOf = ({ database }: TestCentral) => auditDatabaseName(database);

  async function station(
    central: TestCentral,
    storage: MemoryTrailStorage,
    send: typeof fetch = fetch,
  ) {
    const { trail, store } = await openTestTrail(storage);
    const { url, account } = central;
    const client = centralClient({ url, database: databaseOf(central), ...account, fetch: send });
    const delivery = startTrailDelivery({ trail, store, client, ...hurried });
    closing.push(() => delivery.stop());
    return { trail, store, delivery };
  }
  const verified = async (central: TestCentral) =>
    verifyTrails(await readAuditLeaves(central.couch, databaseOf(central)));
  const isSound = (central: TestCentral, entries: number) =>
    expect
      .poll(async () => {
        const { entries: found, findings } = await verified(central);
        return { found, findings };
      }, soon)
      .toEqual({ found: entries, findings: [] });

  it('gets a trail that was made offline, whole, and only what is signed', async () => {
    const central = await open();
    const storage = memoryTrailStorage();
    const offline = await openTestTrail(storage);
    for (let view = 0; view < 5; view += 1) await offline.trail.append(viewed(somePatient));
    await offline.trail.close();
    const { trail, delivery, store } = await station(central, storage);
    await isSound(central, 8);
    await trail.append(viewed(somePatient));
    await delivery.stop();
    expect((await verified(central)).entries).toBe(8);
    expect(await store.position('delivered', trail.epochs()[0]!)).toBe(8);
  });

  it('believes nothing that it has not read back', async () => {
    const central = await open();
    let swallowed = 0;
    const swallow: typeof fetch = async (input, init) => {
      if (!String(input).endsWith('/_bulk_docs') || swallowed > 2) return fetch(input, init);
      swallowed += 1;
      return new Response('[]', { status: 201, headers: { 'content-type': 'application/json' } });
    };
    const { trail, store } = await station(central, memoryTrailStorage(), swallow);
    await expect.poll(() => swallowed, soon).toBeGreaterThan(0);
    expect(await store.position('delivered', trail.epochs()[0]!)).toBe(0);
    await isSound(central, 2);
  });

  it('gives everything again to a server that lost it', async () => {
    const central = await open();
    const storage = memoryTrailStorage();
    const first = await station(central, storage);
    await first.trail.append(viewed(somePatient));
    await first.trail.checkpoint();
    await isSound(central, 4);
    await first.delivery.stop();
    await central.couch.change('DELETE', databaseOf(central));
    await central.provision({});
    await station(central, storage);
    await isSound(central, 4);
  });

  it('admits no edit, no deletion, no other workstation, no text, by nobody', async () => {
    const central = await open();
    const { trail, store, delivery } = await station(central, memoryTrailStorage());
    await trail.append(viewed(somePatient));
    await trail.checkpoint();
    await isSound(central, 4);
    await delivery.stop();
    const [, , third] = await store.read(trail.epochs()[0]!, 1, 10);
    const entry = third as AuditEntry;
    const document = await auditDocument(entry);
    const { _id, _rev } = document;
    const second = { start: 2, ids: ['a'.repeat(32), _rev.slice(2)] };
    const next: AuditEntry = { ...entry, sequence: 99 };
    const { _revisions, _rev: _nextRev, ...fresh } = await auditDocument(next);
    void _revisions;
    const other = await central.addAccount('noi-2');
    const ask = async (who: Credentials, docs: object[], newEdits: boolean) => {
      const { body } = await openCouch(central.url, who).ask(
        'POST',
        `${databaseOf(central)}/_bulk_docs`,
        { docs, new_edits: newEdits },
      );
      return (body as { error?: string; reason?: string }[]).map(
        ({ error, reason }) => `${error ?? 'taken'} ${reason?.split(':')[0] ?? ''}`,
      );
    };
    for (const who of [central.account, central.admin]) {
      expect(await ask(who, [{ ...document, person: 'khac' }], true)).toEqual([
        'forbidden immutable',
      ]);
      expect(await ask(who, [{ _id, _rev, _deleted: true }], true)).toEqual([
        'forbidden immutable',
      ]);
      const replicated = { ...document, _rev: `2-${'a'.repeat(32)}`, _revisions: second };
      expect(await ask(who, [replicated], false)).toEqual(['forbidden immutable']);
      expect(await ask(who, [{ ...replicated, _deleted: true }], false)).toEqual([
        'forbidden immutable',
      ]);
    }
    expect(await ask(central.admin, [fresh], true)).toEqual(['forbidden notAllowed']);
    expect(await ask(other, [fresh], true)).toEqual(['forbidden notAllowed']);
    const told = { ...fresh, about: { patient: 'đau thượng vị' } };
    expect(await ask(central.account, [told], true)).toEqual(['forbidden badShape']);
    expect(await ask(central.account, [{ ...fresh, note: 'x' }], true)).toEqual([
      'forbidden unknownField',
    ]);
    expect(await ask(central.account, [{ ...fresh, _id: `${fresh._id}0` }], true)).toEqual([
      'forbidden badId',
    ]);
    await isSound(central, 4);
  });

  it('keeps both entries of one number, and the verifier names it', async () => {
    const central = await open();
    const storage = memoryTrailStorage();
    const first = await station(central, storage);
    await isSound(central, 2);
    await first.delivery.stop();
    const copy = storage.copy();
    for (const [each, person] of [
      [storage, 'bs-mau'],
      [copy, 'dd-mau'],
    ] as const) {
      const { trail, store } = await station(central, each);
      await trail.append(viewed(somePatient, person));
      await trail.checkpoint();
      const epoch = trail.epochs()[0]!;
      await expect.poll(() => store.position('delivered', epoch), soon).toBe(4);
    }
    const { findings, entries } = await verified(central);
    expect(entries).toBe(6);
    const forks = findings.filter(({ flaw }) => flaw === 'fork');
    expect(forks).toMatchObject([
      { workstation: 'noi-1', from: 3 },
      { workstation: 'noi-1', from: 4 },
    ]);
  });

  it('finds what an administrator took out past the guard', async () => {
    const central = await open();
    const { trail, delivery } = await station(central, memoryTrailStorage());
    for (let view = 0; view < 4; view += 1) await trail.append(viewed(somePatient));
    await trail.checkpoint();
    await isSound(central, 7);
    await delivery.stop();
    const design = `${databaseOf(central)}/_design/audit`;
    const { _rev: guard } = (await central.couch.ask('GET', design)).body as { _rev: string };
    await central.couch.change('DELETE', `${design}?rev=${guard}`);
    const { heads } = await verified(central);
    const id = auditDocumentId({ ...heads[0]!, sequence: 4 });
    const standing = (await central.couch.ask('GET', `${databaseOf(central)}/${id}`)).body as {
      _rev: string;
    };
    await central.couch.change('DELETE', `${databaseOf(central)}/${id}?rev=${standing._rev}`);
    const { findings } = await verified(central);
    expect(findings.map(({ flaw, from }) => `${flaw} ${from}`)).toEqual(['deleted 4', 'gap 4']);
  });
});
