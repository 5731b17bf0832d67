import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCouch } from '../../../shared/central/couchHttp.ts';
import type { Couch } from '../../../shared/central/couchHttp.ts';
import { wardViewPath } from '../../../shared/central/designDocuments.ts';
import { signedHospital } from '../../support/builders/signedHospital.ts';
import { brokenRecords, closing, pushed, withHistory } from '../../support/brokenRecords.ts';
import { centralKinds, openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';

const records = await signedHospital({ seed: 11, patients: 120, today: '2026-11-23' });
const patients = records.filter(({ kind }) => kind === 'patient');
const origin = 'http://127.0.0.1:46123';

interface Row {
  id: string;
  rev?: string;
  error?: string;
  reason?: string;
}

/** What sync stands on, of the embedded server and, where there is one, of a real CouchDB. */
describe.each(centralKinds())('central server: %s', (kind) => {
  let central: TestCentral;
  let workstation: Couch;
  let base: string;

  beforeAll(async () => {
    central = await openTestCentral({ kind, allowedOrigins: [origin] });
    workstation = openCouch(central.url, central.account);
    base = central.database;
  }, 60_000);
  afterAll(() => central.remove());

  const push = async (docs: object[], couch = workstation) => {
    const { status, body } = await couch.ask('POST', `${base}/_bulk_docs`, {
      new_edits: false,
      docs,
    });
    return { status, rows: body as Row[] };
  };
  const read = async (path: string, body?: unknown) =>
    (await workstation.ask(body === undefined ? 'GET' : 'POST', `${base}/${path}`, body))
      .body as never;

  it('says who it is, and keeps its uuid', async () => {
    const first = await workstation.ask('GET', '');
    const second = await workstation.ask('GET', '');
    expect(first.body).toMatchObject({ couchdb: 'Welcome' });
    expect((first.body as { uuid: string }).uuid).toMatch(/^[0-9a-f]{32}$/);
    expect(second.body).toEqual(first.body);
  });

  it('invariant 6: takes the good records of a batch and says of each bad one why', async () => {
    const broken = brokenRecords(records);
    const befores = broken.flatMap(({ before }) => (before ? [before] : []));
    expect((await push(befores)).rows).toEqual([]);
    const good = pushed(patients[patients.length - 1]!);
    const { status, rows } = await push([...broken.map(({ document }) => document), good]);
    expect(status).toBe(201);
    expect(rows).toHaveLength(broken.length);
    for (const [index, { code, document }] of broken.entries()) {
      const row = rows.find(
        ({ id, rev }) => id === document['_id'] && (rev ?? document['_rev']) === document['_rev'],
      );
      expect({ index, ...row }).toMatchObject({ error: 'forbidden' });
      expect(row!.reason).toMatch(new RegExp(`^${code}: `));
    }
    expect(
      await read(`_all_docs?keys=${encodeURIComponent(JSON.stringify([good['_id']]))}`),
    ).toMatchObject({
      rows: [{ value: { rev: good['_rev'] } }],
    });
  });

  it('admits the closing of a superseded leaf and gives all leaves with their histories', async () => {
    const record = patients[60]!;
    const first = pushed(record);
    const left = withHistory({ ...first, address: 'a' }, ['b', 'a']);
    const right = withHistory({ ...first, address: 'b' }, ['c', 'a']);
    expect((await push([first, left, right])).rows).toEqual([]);
    const joined = withHistory({ ...first, address: 'c' }, ['d', 'b', 'a']);
    const closed = withHistory(closing(record), ['e', 'c', 'a']);
    expect((await push([joined, closed])).rows).toEqual([]);
    const answer = await read('_bulk_get?revs=true', { docs: [{ id: record.id }] });
    const leaves = (answer as { results: { docs: { ok: Record<string, unknown> }[] }[] }).results
      .flatMap(({ docs }) => docs)
      .map(({ ok }) => ok);
    const byRevision = new Map(leaves.map((leaf) => [leaf['_rev'], leaf]));
    expect([...byRevision.keys()].sort()).toEqual([joined['_rev'], closed['_rev']].sort());
    expect(byRevision.get(joined['_rev'])).toEqual(joined);
    expect(byRevision.get(closed['_rev'])).toEqual(closed);
  });

  it('lists every leaf in _changes, a page at a time, and nothing twice', async () => {
    const docs = patients.slice(0, 30).map((record) => pushed(record, '1'));
    await push(docs);
    const seen = new Map<string, string[]>();
    let since: string | number = 0;
    for (let page = 0; page < 40; page += 1) {
      const answer: { results: { id: string; changes: { rev: string }[] }[]; last_seq: string } =
        await read(`_changes?style=all_docs&limit=7&since=${encodeURIComponent(since)}`);
      if (answer.results.length === 0) break;
      for (const { id, changes } of answer.results) {
        expect(seen.has(id)).toBe(false);
        seen.set(
          id,
          changes.map(({ rev }) => rev),
        );
      }
      since = answer.last_seq;
    }
    for (const { _id, _rev } of docs as { _id?: string; _rev?: string }[]) {
      expect(seen.get(_id!)).toContain(_rev);
    }
  });

  it('takes the same revision again without a word, and knows what it lacks', async () => {
    const document = pushed(patients[61]!);
    expect((await push([document])).rows).toEqual([]);
    expect((await push([document])).rows).toEqual([]);
    const id = document['_id'] as string;
    const unknown = `2-${'9'.repeat(32)}`;
    expect(await read('_revs_diff', { [id]: [document['_rev'], unknown] })).toMatchObject({
      [id]: { missing: [unknown] },
    });
  });

  it('gives a missing document a row of its own', async () => {
    const id = patients[0]!.id.replace(/.$/, '0');
    const answer = await read('_bulk_get', { docs: [{ id }] });
    expect(answer).toMatchObject({
      results: [{ id, docs: [{ error: { id, error: 'not_found', reason: 'missing' } }] }],
    });
  });

  it('answers charts by ranges of ids', async () => {
    const chart = records.filter(({ patientId }) => patientId === patients[62]!.patientId);
    await push(chart.map((record) => pushed(record)));
    const { patientId } = patients[62]!;
    const answer = await read('_all_docs/queries', {
      queries: [{ start_key: `${patientId}:`, end_key: `${patientId}:\uffff`, include_docs: true }],
    });
    const [{ rows }] = (answer as { results: [{ rows: { id: string }[] }] }).results;
    expect(rows.map(({ id }) => id).sort()).toEqual(chart.map(({ id }) => id).sort());
  });

  it('ends a long poll when time is up, and wakes it with a write', async () => {
    const { last_seq: now } = await read('_changes?since=now');
    const path = `_changes?feed=longpoll&style=all_docs&since=${encodeURIComponent(now as string)}`;
    const startedMs = performance.now();
    expect(await read(`${path}&timeout=300`)).toMatchObject({ results: [] });
    expect(performance.now() - startedMs).toBeLessThan(5000);
    const waiting = read(`${path}&heartbeat=1000`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const document = pushed(patients[63]!);
    await push([document]);
    expect(await waiting).toMatchObject({
      results: [{ id: document['_id'], changes: [{ rev: document['_rev'] }] }],
    });
  });

  it('sends heartbeats while nothing happens', async () => {
    const { username, password } = central.account;
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const response = await fetch(
      `${central.url}/${base}/_changes?feed=longpoll&since=now&heartbeat=200`,
      { headers: { authorization }, signal: AbortSignal.timeout(10_000) },
    );
    const reader = response.body!.getReader();
    let text = '';
    while ((text.match(/\n/g) ?? []).length < 4) {
      text += new TextDecoder().decode((await reader.read()).value);
    }
    await reader.cancel();
    expect(text.trim().replace('{"results":[', '')).toBe('');
  });

  it('keeps _local documents out of changes', async () => {
    const path = '_local/witness-noi-1';
    expect((await workstation.ask('GET', `${base}/${path}`)).status).toBe(404);
    for (const count of [1, 2]) {
      const standing = (await workstation.ask('GET', `${base}/${path}`)).body as { _rev?: string };
      const rev = standing._rev === undefined ? {} : { _rev: standing._rev };
      expect((await workstation.ask('PUT', `${base}/${path}`, { count, ...rev })).status).toBe(201);
    }
    expect(await read(path)).toMatchObject({ count: 2 });
    const { results } = (await read('_changes')) as { results: { id: string }[] };
    expect(results.filter(({ id }) => id.startsWith('_local'))).toEqual([]);
  });

  it('finds the patients of a ward', async () => {
    await push(records.filter(({ kind }) => kind === 'encounter').map((record) => pushed(record)));
    const { rows } = (await read(`${wardViewPath}?key=%22NOI%22`)) as { rows: { value: string }[] };
    const expected = records.flatMap((record) =>
      record.kind === 'encounter' && record.ward === 'NOI' ? [record.patientId] : [],
    );
    expect(rows.map(({ value }) => value).sort()).toEqual(expected.sort());
  });

  it('follows what is closed, and answers without looking where that is asked for', async () => {
    const encounter = records.find((record) => record.kind === 'encounter')!;
    const inView = async (query: string) => {
      const answer = (await read(`${wardViewPath}?${query}`)) as {
        total_rows: number;
        rows: { id: string }[];
      };
      expect(answer.rows.length).toBeLessThanOrEqual(answer.total_rows);
      return answer.rows.some((row) => row.id === encounter.id);
    };
    await push([pushed(encounter)]);
    expect(await inView('')).toBe(true);
    expect(await inView('limit=0')).toBe(false);
    expect((await push([withHistory(closing(encounter), ['e', 'a'])])).rows).toEqual([]);
    await inView('stale=ok');
    expect(await inView('')).toBe(false);
    expect(await inView('stale=ok')).toBe(false);
    expect((await central.couch.ask('GET', `${base}/_design/wards/_view/none`)).status).toBe(404);
  });

  it('lets nobody in without credentials, nor with wrong ones', async () => {
    const paths = ['_changes', '_all_docs', '_local/x', '_design/records', '_security', ''];
    for (const path of paths) {
      const response = await fetch(`${central.url}/${base}/${path}`);
      expect({ path, status: response.status }).toEqual({ path, status: 401 });
    }
    const wrong = openCouch(central.url, { ...central.account, password: 'wrong' });
    expect((await wrong.ask('GET', `${base}/_changes`)).status).toBe(401);
  });

  it('lets a workstation change no design, no rights and no accounts', async () => {
    const design = { _id: '_design/records', language: 'javascript' };
    expect((await workstation.ask('PUT', `${base}/_design/other`, design)).status).toBe(403);
    const before = (await central.couch.ask('GET', `${base}/_security`)).body;
    // CouchDB 3.5 answers 500 where it means 403.
    const security = await workstation.ask('PUT', `${base}/_security`, {});
    expect([401, 403, 500]).toContain(security.status);
    expect((await central.couch.ask('GET', `${base}/_security`)).body).toEqual(before);
    expect([401, 403]).toContain((await workstation.ask('DELETE', base)).status);
    expect([401, 403, 404]).toContain((await workstation.ask('GET', '_users/_all_docs')).status);
  });

  it('lets no account without the role read the database', async () => {
    const stranger = await central.addAccount('stranger', []);
    const { status } = await openCouch(central.url, stranger).ask('GET', `${base}/_all_docs`);
    expect(status).toBe(403);
  });

  it('takes a document of almost 1 MB and a batch of 500', async () => {
    const note = records.find((record) => record.kind === 'noteDraft')!;
    const large = { ...pushed(note), course: 'ơ'.repeat(480_000) };
    expect((await push([large])).rows).toEqual([]);
    const many = Array.from({ length: 500 }, (_, index) => {
      const uuid = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`;
      const id = `${note.patientId}:noteDraft:${uuid}`;
      return { ...pushed(note), _id: id, id };
    });
    expect((await push(many)).rows).toEqual([]);
  });

  it('lets pages of the allowed origin in, and no other', async () => {
    const preflight = (from: string) =>
      fetch(`${central.url}/${base}/_bulk_docs`, {
        method: 'OPTIONS',
        headers: {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    const allowed = await preflight(origin);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    const headers = allowed.headers.get('access-control-allow-headers')!.toLowerCase();
    expect(headers).toContain('authorization');
    expect(headers).toContain('content-type');
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
    const foreign = await preflight('http://127.0.0.1:1');
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const { username, password } = central.account;
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const answer = await fetch(`${central.url}/${base}/_changes?limit=1`, {
      headers: { origin, authorization },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
    const refused = await fetch(`${central.url}/${base}/_changes`, { headers: { origin } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('refuses a malformed request as a whole, in JSON', async () => {
    const document = pushed(patients[64]!);
    for (const flaw of [{ _rev: 'zzz' }, { _secret: 1 }]) {
      const { status, rows } = await push([{ ...document, ...flaw }]);
      expect(status).toBe(400);
      expect(rows).toHaveProperty('error');
    }
    expect((await workstation.ask('GET', `${base}-nowhere/_changes`)).status).toBe(404);
  });
});
